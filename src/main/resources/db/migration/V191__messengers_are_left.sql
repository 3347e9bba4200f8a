-- Integrations that were deleted whose provider is still to be told so: what is needed for that, until it has been.
create table left_integrations (
    workspace_id bigint not null,
    integration_id bigint not null,
    type text not null,
    config jsonb not null,
    -- The token of its URL, and its secrets.
    sealed bytea not null,
    left_at timestamptz not null,
    primary key (workspace_id, integration_id)
);
call protect_workspace_table('left_integrations');

-- When the person of a messenger said that they want nothing more of us; null while they do.
alter table conversations add column contact_stopped_at timestamptz;
