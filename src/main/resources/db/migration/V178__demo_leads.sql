-- Leads that are made up, for whoever wants to look around first.
create table demo_leads (
    workspace_id bigint not null,
    lead_id bigint not null,
    made_at timestamptz not null,
    primary key (workspace_id, lead_id)
);
call protect_workspace_table('demo_leads');
