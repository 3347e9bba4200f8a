-- Who of the team looks at a conversation, or writes in it, at this moment.
create table inbox_viewers (
    workspace_id bigint not null,
    conversation_id bigint not null,
    user_id bigint not null,
    seen_at timestamptz not null,
    -- When they last wrote something that isn't sent yet; null for never.
    typed_at timestamptz,
    primary key (workspace_id, conversation_id, user_id),
    foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index inbox_viewers_old on inbox_viewers (workspace_id, seen_at);
call protect_workspace_table('inbox_viewers');
