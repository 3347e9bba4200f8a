-- The time of which somebody was told that the task is due; another time is news again.
alter table lead_tasks add column due_told_at timestamptz;
