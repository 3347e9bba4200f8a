-- When what is held is fetched next; null while its provider takes no token.
alter table intake add column fetch_at timestamptz;
-- How often in a row that has failed. Work on the row is counted elsewhere.
alter table intake add column fetch_failures integer not null default 0;
-- A process is at it until then at most.
alter table intake add column fetch_until timestamptz;
alter table intake no force row level security;
update intake set fetch_at = received_at where is_held;
alter table intake force row level security;
create index intake_fetch on intake (workspace_id, fetch_at, id) where is_held;

-- The same of leads from before.
alter table integration_backfills add column leased_until timestamptz;
create index integration_backfills_unfinished on integration_backfills (workspace_id, id) where finished_at is null;

-- Which workspaces have something to fetch, and when somebody has to look. No workspace's own table, for it is asked before a
-- workspace is known.
create table integration_due (
    workspace_id bigint not null,
    due_at timestamptz not null
);
create index integration_due_at on integration_due (due_at);
create index integration_due_workspace on integration_due (workspace_id, due_at);
alter table intake no force row level security;
alter table integration_backfills no force row level security;
insert into integration_due (workspace_id, due_at)
select workspace_id, now() from intake where is_held
union
select workspace_id, now() from integration_backfills where finished_at is null;
alter table intake force row level security;
alter table integration_backfills force row level security;
