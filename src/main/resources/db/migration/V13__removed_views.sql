-- A view that was deleted can be brought back for a time, and goes with the next one that is deleted after that.

alter table saved_views add column removed_at timestamptz;
