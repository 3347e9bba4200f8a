-- What a workspace wants done with people who are leads already, by each door, and whose value is preset when leads are merged.
create table matching_rules (
    workspace_id bigint not null,
    -- {"forms": "fill", "integrations": "fill", "imports": "skip", "winner": "NEWEST", "winners": {"email": "LONGEST"}, "sources": ["web_form"]}
    rules jsonb not null,
    primary key (workspace_id)
);
call protect_workspace_table('matching_rules');
