-- The last failure of each integration is looked up on Home and in the list of integrations: by the source, not through all that failed.
create index intake_failed_of_source on intake (workspace_id, source_id, id) where status = 'failed' and source_id > 0;
