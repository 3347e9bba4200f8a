-- Mailboxes that are read, and the emails of leads that came in by them.
create table mailboxes (
    workspace_id bigint not null,
    integration_id bigint not null,
    -- While its server says the same here, its numbers of messages are the same; null until it was read first.
    uid_validity bigint,
    -- All messages up to it are in the ledger, or were there before.
    last_uid bigint not null default 0,
    -- When the newest message came that was there before, by the clock of its server; null for none.
    since timestamptz,
    -- When it is read next; null while it is paused.
    next_at timestamptz,
    -- A process is at it until then at most.
    leased_until timestamptz,
    failures integer not null default 0,
    primary key (workspace_id, integration_id)
);
call protect_workspace_table('mailboxes');

-- Which workspaces have a mailbox to read, and when somebody has to look. No workspace's own table, for it is asked before a
-- workspace is known.
create table mailbox_due (
    workspace_id bigint not null,
    due_at timestamptz not null
);
create index mailbox_due_at on mailbox_due (due_at);
create index mailbox_due_workspace on mailbox_due (workspace_id, due_at);

create table received_emails (
    workspace_id bigint not null,
    -- Of the sequence of emails to leads, so that both have one order.
    id bigint not null default nextval('lead_email_ids'),
    lead_id bigint not null,
    integration_id bigint not null,
    -- Its Message-ID; null where it has none.
    message_id text,
    -- By which it counts once in the workspace: that id, or a hash.
    message_key text not null,
    -- The ids of the messages before it, the oldest first, with a space between them.
    message_references text not null,
    sender text not null,
    sender_name text not null,
    subject text not null,
    body text not null,
    attachments jsonb not null,
    -- A program wrote it: an out-of-office reply, or a list.
    is_automatic boolean not null,
    -- As its sender's clock says; null where it says nothing.
    sent_at timestamptz,
    created_at timestamptz not null,
    emptied_at timestamptz,
    primary key (workspace_id, id)
);
create index received_emails_kept on received_emails (workspace_id, created_at) where emptied_at is null;
create unique index received_emails_message on received_emails (workspace_id, message_key);
create index received_emails_of_lead on received_emails (workspace_id, lead_id, id);
call protect_workspace_table('received_emails');

-- An answer names the email that it answers.
create index lead_emails_message on lead_emails (workspace_id, message_id);
