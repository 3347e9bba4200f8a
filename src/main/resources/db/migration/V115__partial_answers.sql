-- What visitors have typed into forms and not sent yet. Kept for 30 days where a form asks for it and its visitor has agreed; no lead.
create sequence form_partial_ids;
create table form_partials (
    workspace_id bigint not null,
    form_id bigint not null,
    id bigint not null default nextval('form_partial_ids'),
    -- The page's, by which it goes once the page is sent.
    token text not null,
    form_version integer not null,
    -- By the keys of the version's fields; only what the fields take.
    field_values jsonb not null,
    -- As of a submission: page, language, shortened address, and which texts were agreed to.
    evidence jsonb not null,
    -- The field that was filled in last; null where nobody knows.
    last_key text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, form_id, id)
);
create unique index form_partials_token on form_partials (workspace_id, form_id, token);
create index form_partials_age on form_partials (workspace_id, updated_at);
call protect_workspace_table('form_partials');
