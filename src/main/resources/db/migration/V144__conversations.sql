-- Conversations with visitors, by whatever channel, and the bots that hold them.

create sequence bot_numbers;
create table bots (
    workspace_id bigint not null,
    -- A UUID; bot_ids says whose it is.
    id text not null,
    -- By which changes name it as their cause.
    number bigint not null default nextval('bot_numbers'),
    name text not null,
    -- Of its texts, and what it speaks where a visitor's language isn't among its translations.
    language text not null,
    -- {"greeting": …, "answer": …, "consent_text": …}; null stands for the usual words.
    texts jsonb not null,
    -- The same by language.
    translations jsonb not null,
    primary_color text not null,
    avatar_url text,
    allowed_hosts text[] not null,
    is_active boolean not null,
    asks_email boolean not null,
    asks_phone boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- What was said by a deleted one stays.
    removed_at timestamptz,
    primary key (workspace_id, id)
);
create index bots_newest on bots (workspace_id, created_at, id) where removed_at is null;
call protect_workspace_table('bots');

-- Where the bot is that strangers know by its id. No workspace's own table, for it is asked before one is known.
create table bot_ids (
    bot_id text primary key,
    workspace_id bigint not null
);

create sequence conversation_ids;
create table conversations (
    workspace_id bigint not null,
    id bigint not null default nextval('conversation_ids'),
    -- conv_…
    public_id text not null,
    -- chat; mail and messengers come later.
    channel text not null,
    bot_id text,
    lead_id bigint,
    status text not null check (status in ('active', 'handover', 'completed')),
    -- Who answers. The version grows with each other owner and each other status: a step is taken under the one that it saw.
    owner_kind text not null check (owner_kind in ('bot', 'queue', 'agent')),
    owner_user_id bigint,
    owner_version bigint not null default 1,
    -- How far the bot has come: {"asked": 1, "answered": true}.
    bot_state jsonb not null default '{}',
    -- {"ip", "user_agent", "referrer", "page"}
    visitor jsonb not null,
    -- {"first": {…}, "last": {…}}, as forms keep it.
    attribution jsonb not null,
    -- {"text", "text_version", "given_at"}; null where nothing was agreed to.
    consent jsonb,
    language text not null,
    -- Of the last message, which is how many there are.
    last_number bigint not null default 0,
    last_role text,
    last_message_at timestamptz,
    -- The visitor's messages since a person or a bot answered.
    waiting_since timestamptz,
    -- Up to which number each side has read.
    visitor_read bigint not null default 0,
    team_read bigint not null default 0,
    captured_at timestamptz,
    handed_over_at timestamptz,
    ended_at timestamptz,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    check ((owner_kind = 'agent') or owner_user_id is null)
);
create unique index conversations_public_id on conversations (workspace_id, public_id);
create index conversations_newest on conversations (workspace_id, started_at, id);
create index conversations_bot on conversations (workspace_id, bot_id, started_at, id) include (last_number);
create index conversations_lead on conversations (workspace_id, lead_id) where lead_id is not null;
create index conversations_open on conversations (workspace_id, owner_kind, owner_user_id, last_message_at) where status <> 'completed';
create index conversations_latest on conversations (workspace_id, last_message_at, id);
call protect_workspace_table('conversations');

create sequence message_ids;
create table conversation_messages (
    workspace_id bigint not null,
    conversation_id bigint not null,
    -- From 1 on without gaps, in the order in which they came.
    number bigint not null,
    id bigint not null default nextval('message_ids'),
    role text not null check (role in ('user', 'assistant', 'agent', 'system')),
    -- Whoever of the team wrote it.
    user_id bigint,
    content text not null,
    -- By which whoever sent it knows it.
    client_id text,
    created_at timestamptz not null,
    primary key (workspace_id, conversation_id, number)
);
create unique index conversation_messages_client on conversation_messages (workspace_id, conversation_id, client_id)
    where client_id is not null;
call protect_workspace_table('conversation_messages');

-- What the team says among itself: in a table of its own, so that no statement for visitors comes near it.
create sequence conversation_note_ids;
create table conversation_notes (
    workspace_id bigint not null,
    conversation_id bigint not null,
    id bigint not null default nextval('conversation_note_ids'),
    -- Behind which message it stands.
    after_number bigint not null,
    user_id bigint,
    content text not null,
    created_at timestamptz not null,
    primary key (workspace_id, conversation_id, id)
);
call protect_workspace_table('conversation_notes');

-- By which visitors are known to be the ones of a conversation; asked before a workspace is known.
create table visitor_tokens (
    -- SHA-256.
    token_hash bytea primary key,
    workspace_id bigint not null,
    conversation_id bigint not null
);
create index visitor_tokens_conversation on visitor_tokens (workspace_id, conversation_id);
