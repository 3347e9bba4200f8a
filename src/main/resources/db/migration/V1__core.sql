-- The core: workspaces, users, keys, pipelines, tags, leads, and what is written beside every change.
--
-- Every table of a workspace starts with workspace_id, in its keys too, so that the database can later be spread over
-- several machines; uniqueness holds within a workspace only. Look-ups that come before the workspace is known stand in
-- small tables of their own.

create extension if not exists unaccent;

-- Text sorts without case and accents. Equal texts compare equal, so that ties go to the next sort column.
create collation if not exists name_order (provider = icu, locale = 'und-u-ks-level1', deterministic = false);

-- The workspace that the transaction works in; null, and so no rows, unless it was set.
create function current_workspace() returns bigint
    language sql stable parallel safe
    return nullif(current_setting('leadhub.workspace', true), '')::bigint;

-- Row-level security is the second wall behind the workspace clause of every statement.
create procedure protect_workspace_table(workspace_table regclass)
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', workspace_table);
    execute format('alter table %s force row level security', workspace_table);
    execute format(
        'create policy own_workspace on %s using (workspace_id = nullif(current_setting(''leadhub.workspace'', true), '''')::bigint)',
        workspace_table);
end
$$;

------------------------------------------------------------------------------------------------------- workspaces

create sequence workspace_ids;
create table workspaces (
    id bigint primary key default nextval('workspace_ids'),
    slug text not null unique,
    name text not null,
    time_zone text not null default 'UTC',
    default_country text not null default 'US',
    created_at timestamptz not null,
    updated_at timestamptz not null
);

------------------------------------------------------------------------------------------------------------- users

create sequence user_ids;
create table users (
    workspace_id bigint not null,
    id bigint not null default nextval('user_ids'),
    name text not null,
    email text not null,
    email_key text not null,
    role text not null check (role in ('admin', 'manager', 'agent', 'read_only')),
    status text not null check (status in ('active', 'invited', 'suspended')),
    password_hash text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- A removed user stays, so that what the user owns keeps its owner's name.
    removed_at timestamptz,
    primary key (workspace_id, id)
);
create unique index users_email on users (workspace_id, email_key) where removed_at is null;
call protect_workspace_table('users');

---------------------------------------------------------------------------------------------------------- API keys

create sequence api_key_ids;
create table api_keys (
    workspace_id bigint not null,
    id bigint not null default nextval('api_key_ids'),
    name text not null,
    dialect text not null check (dialect in ('leadhub', 'lymbe')),
    secret_sha256 bytea not null,
    scopes text[] not null,
    hourly_limit integer not null check (hourly_limit > 0),
    expires_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('api_keys');

-- From the hash of a key to its workspace.
create table api_key_hashes (
    secret_sha256 bytea primary key,
    workspace_id bigint not null,
    api_key_id bigint not null
);

-- How much of its hour a key, or an address without a key, has used. lent: given to server processes in advance and
-- not yet accounted for; it is part of used.
create table rate_windows (
    subject text primary key,
    resets_at timestamptz not null,
    used integer not null,
    lent integer not null default 0,
    -- How many the last loan came to.
    granted integer not null default 0
);
create index rate_windows_resets_at on rate_windows (resets_at);

-- Answers that are replayed to a repeated request.
create table idempotent_answers (
    workspace_id bigint not null,
    api_key_id bigint not null,
    -- SHA-256 of the Idempotency-Key, the method and the path with its query.
    request_key bytea not null,
    body_sha256 bytea not null,
    status integer not null,
    location text,
    answer bytea not null,
    created_at timestamptz not null,
    primary key (workspace_id, api_key_id, request_key)
);
create index idempotent_answers_created_at on idempotent_answers (workspace_id, created_at);
call protect_workspace_table('idempotent_answers');

--------------------------------------------------------------------------------------------------------- pipelines

create sequence pipeline_ids;
create table pipelines (
    workspace_id bigint not null,
    id bigint not null default nextval('pipeline_ids'),
    name text not null,
    description text,
    is_default boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
create unique index pipelines_one_default on pipelines (workspace_id) where is_default;
call protect_workspace_table('pipelines');

create sequence pipeline_stage_ids;
create table pipeline_stages (
    workspace_id bigint not null,
    id bigint not null default nextval('pipeline_stage_ids'),
    pipeline_id bigint not null,
    name text not null,
    color text not null,
    -- From 1 without gaps within the pipeline; whoever changes one holds the pipeline's row.
    position integer not null,
    is_won boolean not null default false,
    is_lost boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    check (not (is_won and is_lost)),
    foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id)
);
create index pipeline_stages_pipeline on pipeline_stages (workspace_id, pipeline_id, position);
call protect_workspace_table('pipeline_stages');

-------------------------------------------------------------------------------------------------------------- tags

create sequence tag_ids;
create table tags (
    workspace_id bigint not null,
    id bigint not null default nextval('tag_ids'),
    name text not null,
    name_key text not null,
    color text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
create unique index tags_name on tags (workspace_id, name_key);
call protect_workspace_table('tags');

------------------------------------------------------------------------------------------------------------- leads

create sequence lead_ids;
create table leads (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_ids'),
    first_name text,
    last_name text,
    email text,
    -- The e-mail in lower case, or a hash of it where it is too long for an index.
    email_key text,
    phone text,
    phone_e164 text,
    company text,
    job_title text,
    linkedin_url text,
    country text,
    industry text,
    company_size text,
    source text not null,
    status text not null,
    pipeline_id bigint not null,
    stage_id bigint not null,
    assigned_user_id bigint,
    lead_score integer not null default 0,
    score_adjustment integer not null default 0,
    deal_value numeric(15, 2),
    starred boolean not null default false,
    notes text,
    custom_fields jsonb not null default '{}',
    -- In the order they were added; lead_tags is the same for finding.
    tag_ids bigint[] not null default '{}',
    bot_id text,
    conversation_id text,
    -- What a search looks into, without case and accents: phone digits, phone, name, e-mail, company, each ended by U+001F.
    search_text text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, stage_id) references pipeline_stages (workspace_id, id)
);

-- One index for each order of the list …
create index leads_created_at on leads (workspace_id, created_at, id);
create index leads_updated_at on leads (workspace_id, updated_at, id);
create index leads_lead_score on leads (workspace_id, lead_score, id);
create index leads_first_name on leads (workspace_id, first_name collate name_order, id);
create index leads_last_name on leads (workspace_id, last_name collate name_order, id);
create index leads_email on leads (workspace_id, left(email, 300) collate name_order, id);
-- … and one for each filter, with the default order inside.
create index leads_status on leads (workspace_id, status, created_at, id);
create index leads_source on leads (workspace_id, source, created_at, id);
create index leads_pipeline on leads (workspace_id, pipeline_id, created_at, id);
create index leads_stage on leads (workspace_id, stage_id, created_at, id);
create index leads_assigned_user on leads (workspace_id, assigned_user_id, created_at, id) where assigned_user_id is not null;
create index leads_starred on leads (workspace_id, created_at, id) where starred;
create index leads_bot on leads (workspace_id, bot_id, created_at, id) where bot_id is not null;
-- Who else is this lead?
create index leads_email_key on leads (workspace_id, email_key, id) where email_key is not null;
create index leads_phone on leads (workspace_id, phone_e164, id) where phone_e164 is not null;
call protect_workspace_table('leads');

create table lead_tags (
    workspace_id bigint not null,
    tag_id bigint not null,
    created_at timestamptz not null,
    lead_id bigint not null,
    primary key (workspace_id, tag_id, created_at, lead_id),
    foreign key (workspace_id, tag_id) references tags (workspace_id, id)
);
call protect_workspace_table('lead_tags');

-- What a search looks into, beside the lead so that it stays narrow: the text, and its pieces of one, two and three
-- characters, hashed together with the workspace, so that a search never reads what belongs to a neighbour.
create table lead_search (
    workspace_id bigint not null,
    lead_id bigint not null,
    created_at timestamptz not null,
    search_text text not null,
    pieces integer[] not null,
    primary key (workspace_id, lead_id)
);
-- A short pending list: a search reads it whole.
create index lead_search_pieces on lead_search using gin (pieces) with (gin_pending_list_limit = 256);
call protect_workspace_table('lead_search');

-- "like" and the operators of arrays are not leakproof, so PostgreSQL would not use the index behind row-level
-- security. This function looks into it as the owner, and answers for the transaction's own workspace only.
create policy owner_looks_up on lead_search to current_user using (true);
create function found_leads(wanted_pieces integer[], pattern text)
    returns table (lead_id bigint, created_at timestamptz)
    language sql stable security definer parallel safe rows 1000
    set search_path from current
    -- Planned once for all workspaces, perhaps when the first one was small.
    set enable_seqscan to off
    begin atomic
        select s.lead_id, s.created_at
        from lead_search s
        where s.pieces @> wanted_pieces
          and s.search_text like pattern
          -- "+ 0", so that the index of pieces alone is used: another one would have all leads of a workspace.
          and s.workspace_id + 0 = current_workspace();
    end;

------------------------------------------------------------------------------------------ what happened, and by whom

create sequence lead_event_ids;
create table lead_events (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_event_ids'),
    -- The transaction that wrote it: what a count made earlier has not seen yet.
    transaction_id bigint not null default (pg_current_xact_id()::text::bigint),
    lead_id bigint not null,
    kind text not null,
    occurred_at timestamptz not null,
    actor jsonb not null,
    -- The lead before and after; null before it was created, after it was deleted, and both where it did not change.
    before jsonb,
    after jsonb,
    detail jsonb,
    primary key (workspace_id, id)
);
create index lead_events_transaction on lead_events (workspace_id, transaction_id);
create index lead_events_lead on lead_events (workspace_id, lead_id, id);
call protect_workspace_table('lead_events');

-- Written by every changing verb, never changed: the application may only add and read.
create sequence audit_entry_ids;
create table audit_entries (
    workspace_id bigint not null,
    id bigint not null default nextval('audit_entry_ids'),
    occurred_at timestamptz not null,
    actor jsonb not null,
    address text,
    request_id text,
    action text not null,
    subject_id bigint,
    before jsonb,
    after jsonb,
    primary key (workspace_id, id)
);
call protect_workspace_table('audit_entries');

-------------------------------------------------------------------------------------------------------------- jobs

-- db-scheduler's table.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
