-- What bots do, as trees of steps: the copy that somebody works on, and the versions that conversations go by.

create table bot_flows (
    workspace_id bigint not null,
    bot_id text not null,
    -- The published one; 0 for none.
    version int not null,
    -- Steps as people spell them; null where nothing is unpublished.
    draft jsonb,
    -- Grows with each change of the draft.
    revision bigint not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (workspace_id, bot_id)
);
call protect_workspace_table('bot_flows');

-- Added and read, never changed: a conversation keeps the one that it began with.
create table bot_flow_versions (
    workspace_id bigint not null,
    bot_id text not null,
    version int not null,
    steps jsonb not null,
    -- {"kind", "id", "name"}
    made_by jsonb not null,
    created_at timestamptz not null,
    primary key (workspace_id, bot_id, version)
);
call protect_workspace_table('bot_flow_versions');

-- What a bot's message asks for: {"kind": "choice", "options": ["A", "B"]}; null for nothing in particular.
alter table conversation_messages add column asks jsonb;
