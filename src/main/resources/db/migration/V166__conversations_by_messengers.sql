-- Conversations by messengers, and what became of each message that is sent to somebody there.

alter table conversations
    -- By which integration it is held, and what its provider calls the person; null for the website's chat.
    add column integration_id bigint,
    add column contact_id text,
    -- What the person calls themselves there.
    add column contact_name text,
    -- When they wrote last, as the provider says: some take no text of ours a day later.
    add column contact_wrote_at timestamptz,
    -- How often something has become of one of our messages, by which pages see that there is news.
    add column delivery_changes bigint not null default 0;
-- One open conversation with somebody.
create unique index conversations_of_contact on conversations (workspace_id, integration_id, contact_id)
    where integration_id is not null and status <> 'completed';
create index conversations_by_contact on conversations (workspace_id, integration_id, contact_id, id)
    where integration_id is not null;
create index conversations_by_channel on conversations (workspace_id, channel, last_message_at, id);

create table message_deliveries (
    workspace_id bigint not null,
    conversation_id bigint not null,
    -- Of the message.
    number bigint not null,
    -- By which it is sent.
    integration_id bigint not null,
    status text not null check (status in ('queued', 'sent', 'delivered', 'read', 'failed')),
    -- What the provider calls it; null until it has taken it.
    provider_id text,
    -- Why it failed, or why it wasn't sent yet: a word; null for nothing.
    failure text,
    -- {"name", "language", "parameters"} where an approved template is sent instead of the text.
    template jsonb,
    attempts integer not null default 0,
    -- When the next attempt is due.
    not_before timestamptz not null,
    -- A process is at it until then at most.
    leased_until timestamptz,
    -- Since when it is tried.
    queued_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (workspace_id, conversation_id, number),
    foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index message_deliveries_of_provider on message_deliveries (workspace_id, integration_id, provider_id)
    where provider_id is not null;
create index message_deliveries_queued on message_deliveries (workspace_id, integration_id) where status = 'queued';
call protect_workspace_table('message_deliveries');
