-- What was set aside is found by its sender's id: a lead that was taken back before it came, and a test that comes again.
create index intake_set_aside_external on intake (workspace_id, source, source_id, external_id)
    where status in ('test', 'ignored') and external_id is not null;
