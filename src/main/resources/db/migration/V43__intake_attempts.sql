-- What could not be worked on for a passing reason is tried again, not before this time.
alter table intake add column retry_at timestamptz;
-- The lead of the first time, where a replay as new has made another one.
alter table intake add column first_lead_id bigint;

create index intake_first_lead on intake (workspace_id, first_lead_id, id) where first_lead_id is not null;
-- Duplicates of what waits still: they get its lead once there is one.
create index intake_unlinked on intake (workspace_id, source, source_id, external_id) where status = 'duplicate' and lead_id is null;
-- For the list's filters. Inbound leads, which are many and mostly processed, cost no entry of theirs.
create index intake_of_source on intake (workspace_id, source, id) where source <> 'inbound';
create index intake_set_aside on intake (workspace_id, status, id) where status in ('duplicate', 'spam', 'test', 'ignored');
create index intake_received_at on intake using brin (received_at) with (autosummarize = on);
