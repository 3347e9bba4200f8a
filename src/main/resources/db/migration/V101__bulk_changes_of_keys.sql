-- API keys change many leads too.
alter table bulk_changes no force row level security;
alter table users no force row level security;
alter table bulk_changes alter column user_id drop not null;
alter table bulk_changes add column api_key_id bigint;
-- What the user or key was called at the time.
alter table bulk_changes add column author text;
update bulk_changes c
set author = coalesce((select u.name from users u where u.workspace_id = c.workspace_id and u.id = c.user_id), '');
alter table bulk_changes alter column author set not null;
-- For servers of the version before, which say none.
alter table bulk_changes alter column author set default '';
alter table bulk_changes add check ((user_id is null) <> (api_key_id is null));
-- The filter that a program sent, as it sent it; null where leads were picked by other means.
alter table bulk_changes add column filter jsonb;
create index bulk_changes_api_key on bulk_changes (workspace_id, id) where api_key_id is not null;
alter table users force row level security;
alter table bulk_changes force row level security;
