-- Emails to leads, and about them to the workspace's own people: what was sent, and what came of it.
create sequence lead_email_ids;
create table lead_emails (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_email_ids'),
    lead_id bigint not null,
    -- What had it sent, such as a step of a run: two emails never have one. Null where a person did.
    origin text,
    author jsonb not null,
    receiver text not null,
    subject text not null,
    body text not null,
    html text not null,
    -- The same at every attempt, so that a mail server can tell that it has it already.
    message_id text not null,
    -- By which the receiver ends such emails; null where they go to the workspace's own people.
    unsubscribe_token text,
    status text not null check (status in ('queued', 'sent', 'failed', 'suppressed', 'cancelled')),
    -- Why the last attempt failed.
    failure text,
    -- As many emails were sent as may be: it goes on then.
    waits_until timestamptz,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id)
);
create index lead_emails_of_lead on lead_emails (workspace_id, lead_id, id);
create unique index lead_emails_origin on lead_emails (workspace_id, origin) where origin is not null;
create index lead_emails_unsubscribe on lead_emails (workspace_id, unsubscribe_token, id) where unsubscribe_token is not null;
call protect_workspace_table('lead_emails');

-- Addresses that a workspace sends no emails to.
create sequence suppressed_email_ids;
create table suppressed_emails (
    workspace_id bigint not null,
    id bigint not null default nextval('suppressed_email_ids'),
    email text not null,
    -- All spellings of an address have one.
    email_key text not null,
    reason text not null check (reason in ('unsubscribed', 'manual', 'bounced', 'complained')),
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, email_key)
);
call protect_workspace_table('suppressed_emails');

-- What the tokens in a workspace's emails are made with. They let nobody do more than end emails to one address.
create table unsubscribe_secrets (
    workspace_id bigint not null,
    secret bytea not null,
    primary key (workspace_id)
);
call protect_workspace_table('unsubscribe_secrets');

-- From the hash of a token to its workspace, which is asked before a workspace is known.
create table unsubscribe_links (
    token_hash bytea primary key,
    workspace_id bigint not null
);
