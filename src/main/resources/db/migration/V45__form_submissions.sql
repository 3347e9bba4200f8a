-- What was sent by forms, and what became of it.

create sequence form_submission_ids;
create table form_submissions (
    workspace_id bigint not null,
    form_id bigint not null,
    id bigint not null default nextval('form_submission_ids'),
    form_version integer not null,
    status text not null check (status in ('accepted', 'pending', 'spam')),
    -- Why it is suspected of being spam; stays when somebody says that it isn't.
    reason text,
    -- Null until there is a lead of it.
    lead_id bigint,
    is_duplicate boolean not null default false,
    -- By the keys of the version's fields.
    field_values jsonb not null,
    -- {"first": {…}, "last": {…}}
    attribution jsonb not null,
    -- How it was sent: page, language, shortened address, and which texts were agreed to.
    evidence jsonb not null,
    -- The page's that it was sent from: sent twice, it is one submission. Null where there was no page.
    token text,
    created_at timestamptz not null,
    primary key (workspace_id, form_id, id)
);
create unique index form_submissions_token on form_submissions (workspace_id, form_id, token)
    where token is not null;
create index form_submissions_status on form_submissions (workspace_id, form_id, status, id);
create index form_submissions_lead on form_submissions (workspace_id, lead_id)
    where lead_id is not null;
call protect_workspace_table('form_submissions');
