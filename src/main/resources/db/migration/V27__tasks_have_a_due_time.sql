-- Programs give tasks a time and ask for those that are due before another; people give them a day, which ends at midnight
-- in the workspace's zone. due_on stays the day, as people see it; due_at is the last moment.
alter table lead_tasks
    add column due_at timestamptz,
    -- Null in tasks that were never changed, and in those of older versions that are restored.
    add column updated_at timestamptz;

-- Policies are forced on the tables' owner too, who may be no superuser and is in no workspace here; let go for a moment.
alter table lead_tasks no force row level security;

update lead_tasks t
set due_at = (t.due_on + 1)::timestamp at time zone w.time_zone - interval '1 second'
from workspaces w
where w.id = t.workspace_id
  and t.due_on is not null;

update lead_tasks
set updated_at = done_at
where done_at is not null;

alter table lead_tasks force row level security;

-- All tasks of a workspace, the most urgent first.
create index lead_tasks_due on lead_tasks (workspace_id, due_at, id);
