-- Deleting can be taken back, and one change can be made to many leads.

-- A lead as it was when it was deleted, with everything that went with it; kept for 30 days. The rows are JSON, so that
-- they come back whole with whatever columns the tables have by then: a migration that adds a column which may not be
-- null to leads, lead_notes or lead_tasks gives it to these rows too.
create table deleted_leads (
    workspace_id bigint not null,
    lead_id bigint not null,
    deleted_at timestamptz not null,
    deleted_by jsonb not null,
    -- Whose it was: agents see theirs and those that nobody had.
    assigned_user_id bigint,
    lead jsonb not null,
    notes jsonb not null,
    tasks jsonb not null,
    -- The pieces by which a search finds it.
    pieces integer[] not null,
    primary key (workspace_id, lead_id)
);
create index deleted_leads_deleted_at on deleted_leads (workspace_id, deleted_at, lead_id);
call protect_workspace_table('deleted_leads');

-- What somebody does to many leads, step by step.
create sequence bulk_change_ids;
create table bulk_changes (
    workspace_id bigint not null,
    id bigint not null default nextval('bulk_change_ids'),
    user_id bigint not null,
    kind text not null check (kind in ('status', 'assign', 'move', 'tag', 'untag', 'delete')),
    -- The stage, user or tag; null for nobody and where there is none.
    subject_id bigint,
    -- The status, or how the stage, user or tag was called.
    subject text,
    state text not null check (state in ('open', 'done', 'stopped')),
    -- Why it stopped before its end.
    reason text check (reason in ('user', 'access', 'gone', 'failed')),
    total integer not null default 0,
    done integer not null default 0,
    skipped integer not null default 0,
    -- The last lead that was looked at: they are taken by id.
    reached bigint not null default 0,
    -- The change that this one takes back.
    undoes bigint,
    address text,
    request_id text,
    created_at timestamptz not null,
    finished_at timestamptz,
    -- When the user put its line away.
    hidden_at timestamptz,
    primary key (workspace_id, id),
    check ((state = 'open') = (finished_at is null))
);
create index bulk_changes_open on bulk_changes (workspace_id, id) where state = 'open';
create index bulk_changes_user on bulk_changes (workspace_id, user_id, id);
create index bulk_changes_finished_at on bulk_changes (workspace_id, finished_at) where finished_at is not null;
-- Nothing is taken back twice.
create unique index bulk_changes_undoes on bulk_changes (workspace_id, undoes) where undoes is not null;
call protect_workspace_table('bulk_changes');

-- The leads of a change, fixed when it was asked for.
create table bulk_change_items (
    workspace_id bigint not null,
    bulk_change_id bigint not null,
    lead_id bigint not null,
    -- Status, stage and owner before and after, as far as the change was made; null where it wasn't.
    before jsonb,
    after jsonb,
    primary key (workspace_id, bulk_change_id, lead_id)
);
call protect_workspace_table('bulk_change_items');
