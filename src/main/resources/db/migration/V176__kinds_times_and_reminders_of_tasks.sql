-- A task has a kind, perhaps a time of its day, and somebody may be reminded of it. Null is what tasks from before have, and
-- those that were deleted before and are restored: a plain task, due by the end of its day, of which nobody is reminded.
alter table lead_tasks
    add column kind text check (kind in ('call', 'email', 'meeting')),
    -- Whether it is due at due_at, and not just on the day due_on.
    add column due_has_time boolean,
    add column reminder_minutes int check (reminder_minutes between 1 and 40320),
    add column remind_at timestamptz,
    -- The time of which somebody was reminded; another one is news again.
    add column reminded_at timestamptz;

-- Whole days end with their last second, whatever the zone; what programs gave another moment has a time.
alter table lead_tasks no force row level security;
update lead_tasks
set due_has_time = true
where due_at is not null
  and extract(second from due_at) <> 59;
alter table lead_tasks force row level security;

create index lead_tasks_reminders on lead_tasks (workspace_id, remind_at, id) where done_at is null and remind_at is not null;
-- What a whole team has to do, and what it has done.
create index lead_tasks_open_of_all on lead_tasks (workspace_id, due_on, due_at, id) where done_at is null;
create index lead_tasks_done_of_all on lead_tasks (workspace_id, done_at, id) where done_at is not null;
