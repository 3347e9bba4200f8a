-- When a lead was converted or lost, which reports go by. Of those that are already, their last change is the closest that is known.
alter table leads add column closed_at timestamptz;
alter table leads no force row level security;
update leads set closed_at = updated_at where status in ('converted', 'lost');
alter table leads force row level security;
create index leads_closed_at on leads (workspace_id, closed_at) where closed_at is not null;
