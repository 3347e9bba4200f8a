-- Who made a key, so that it can go when they go. None for keys made at the command line, and for those made before.
alter table api_keys add column created_by bigint;

-- What the next start tells once.
create table start_notices (
    name text primary key
);

-- The policy is forced on the table's owner too, who may be no superuser and is in no workspace here; let go for a moment.
alter table api_keys no force row level security;

-- There were twenty scopes, and a key had them all if "all" or "everything" was asked for.
insert into start_notices (name)
select 'admin-users'
from api_keys
where cardinality(scopes) = 20
  and revoked_at is null
limit 1;

alter table api_keys force row level security;
