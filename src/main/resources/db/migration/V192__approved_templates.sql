-- The templates of an integration that its provider has approved, as it told them last.
create table approved_templates (
    workspace_id bigint not null,
    integration_id bigint not null,
    -- [{"name", "language", "category", "header", "body", "footer", "parameters"}]
    templates jsonb not null default '[]',
    -- Null where they were never told.
    fetched_at timestamptz,
    -- When somebody was sent to ask for them last.
    asked_at timestamptz not null,
    primary key (workspace_id, integration_id)
);
call protect_workspace_table('approved_templates');
