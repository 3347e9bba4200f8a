-- How many e-mails a workspace may send, and those that wait for the next day.

-- What was sent since a day began, which is with its first e-mail.
create table mail_quotas (
    workspace_id bigint not null,
    -- 'invitations', or 'to:' and the receiver's e-mail in lower case.
    subject text not null,
    began_at timestamptz not null,
    sent integer not null,
    primary key (workspace_id, subject)
);
create index mail_quotas_began_at on mail_quotas (workspace_id, began_at);
call protect_workspace_table('mail_quotas');

-- Whose e-mail waits; one to each is enough.
create table waiting_mails (
    workspace_id bigint not null,
    user_id bigint not null,
    waits_until timestamptz not null,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('waiting_mails');
