-- How visitors are reached who have left a chat, and how they come back to it.

alter table conversations
    -- The address that the visitor gave in it; null for none.
    add column visitor_email text,
    -- The same as it is compared.
    add column visitor_email_key text,
    -- Since when it is known to be theirs; null where they only typed it.
    add column email_proven_at timestamptz,
    -- Up to which message they were told of by email, when last, and how often.
    add column mailed_number bigint not null default 0,
    add column mailed_at timestamptz,
    add column mails integer not null default 0;
create index conversations_by_email on conversations (workspace_id, bot_id, visitor_email_key, id)
    where visitor_email_key is not null;

-- After so many minutes without being read an answer goes by email; null for never.
alter table inbox_rules add column mails_after integer default 10;

-- Codes by which somebody goes on elsewhere with a conversation, one for each bot and address. Addresses that nobody knows are
-- counted as well, so that nothing tells them apart.
create table chat_codes (
    workspace_id bigint not null,
    bot_id text not null,
    -- A hash of the address.
    email_key text not null,
    -- Which it opens; null where nobody has talked to the bot by that address.
    conversation_id bigint,
    -- Sealed; null until it is sent.
    code bytea,
    tries integer not null default 0,
    -- How many were sent since then.
    sends integer not null default 1,
    began_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (workspace_id, bot_id, email_key)
);
call protect_workspace_table('chat_codes');
