-- Emails that asked somebody to confirm what was sent by a form, so that there are not too many.
create table form_confirmations (
    workspace_id bigint not null,
    -- A hash of the address.
    email_key text not null,
    form_id bigint not null,
    sent_at timestamptz not null,
    primary key (workspace_id, email_key, form_id, sent_at)
);
call protect_workspace_table('form_confirmations');
