-- Forms: what they ask in each of their versions, and where strangers find them.

create sequence form_ids;
create table forms (
    workspace_id bigint not null,
    id bigint not null default nextval('form_ids'),
    -- What its address ends with; form_public_ids says whose it is.
    public_id text not null,
    -- Under which whoever edited it last saw us: links in emails begin with it.
    origin text not null,
    name text not null,
    description text,
    status text not null check (status in ('draft', 'published', 'closed')),
    -- Grows with each change of the fields.
    version integer not null,
    -- As the API answers them.
    fields jsonb not null,
    settings jsonb not null,
    views_count bigint not null default 0,
    starts_count bigint not null default 0,
    -- Accepted and pending ones.
    submissions_count bigint not null default 0,
    pending_count bigint not null default 0,
    spam_count bigint not null default 0,
    last_submission_at timestamptz,
    -- Whose turn it is next, of those who get its leads in turn.
    turn bigint not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- What was sent by a deleted one stays.
    removed_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('forms');

create table form_versions (
    workspace_id bigint not null,
    form_id bigint not null,
    version integer not null,
    fields jsonb not null,
    created_at timestamptz not null,
    primary key (workspace_id, form_id, version)
);
call protect_workspace_table('form_versions');

-- Where the form is that strangers know by its public id. No workspace's own table, for it is asked before one is known.
create table form_public_ids (
    public_id text primary key,
    workspace_id bigint not null,
    form_id bigint not null
);
