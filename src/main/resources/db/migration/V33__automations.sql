-- Automations (docs/adr/0019): what is done when something happens to a lead, in numbered versions.

create sequence automation_ids;
create table automations (
    workspace_id bigint not null,
    id bigint not null default nextval('automation_ids'),
    name text not null,
    description text,
    is_active boolean not null,
    -- The newest, which new runs take.
    version integer not null,
    re_entry text not null check (re_entry in ('every_time', 'once_at_a_time', 'once')),
    -- {"match": "any", "conditions": […]}; null for none.
    exit_when jsonb,
    -- Whether runs of any version may wait for what happens to their leads.
    listens boolean not null,
    runs_count bigint not null default 0,
    last_run_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- A deleted one stays as long as runs tell of it.
    deleted_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('automations');

create table automation_versions (
    workspace_id bigint not null,
    automation_id bigint not null,
    version integer not null,
    -- {"type": …, "config": {…}}.
    trigger jsonb not null,
    -- Records by their ids, secrets left out.
    steps jsonb not null,
    -- The secrets, as one sealed JSON by step and field; null where there are none.
    sealed bytea,
    made_by jsonb not null,
    created_at timestamptz not null,
    primary key (workspace_id, automation_id, version)
);
call protect_workspace_table('automation_versions');
