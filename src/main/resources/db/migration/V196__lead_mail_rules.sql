-- Senders whose emails tell of leads, such as portals, and what of them goes where.
create table lead_mail_rules (
    workspace_id bigint not null,
    integration_id bigint not null,
    -- Its address, in lower case.
    sender text not null,
    -- [{"from": "$.contact.email", "to": "email"}]
    mapping jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, integration_id, sender)
);
call protect_workspace_table('lead_mail_rules');
