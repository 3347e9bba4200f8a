-- Runs of automations (docs/adr/0019): written in the transaction of what starts them, claimed, taken a step at a time.

create sequence automation_run_ids;
create table automation_runs (
    workspace_id bigint not null,
    id bigint not null default nextval('automation_run_ids'),
    automation_id bigint not null,
    version integer not null,
    lead_id bigint not null,
    -- What started it, by which one thing starts it once.
    event_key text not null,
    caused_by jsonb not null,
    -- How many automations led to each other up to here, with this one.
    depth integer not null,
    status text not null check (status in ('running', 'waiting', 'completed', 'stopped', 'failed', 'cancelled')),
    reason text,
    -- What changed about the lead, by field: what started the run, and what happened while it waited.
    changes jsonb not null,
    -- The same, since the wait began that it is in.
    news jsonb not null default '{}',
    -- Its first step has not begun, and what happens until due_at belongs to it.
    is_gathering boolean not null default false,
    -- The step that it is at; null before the first.
    step_id text,
    -- Whether that step was begun.
    is_inside boolean not null default false,
    -- The number of that step's row, or of the last one's.
    place integer not null default 0,
    -- Those at that step that are over.
    attempts integer not null default 0,
    -- Rises with each transition: whoever comes late finds another one.
    turn integer not null default 0,
    -- When somebody is to look at it; null where nothing is to be done, or only when something happens.
    due_at timestamptz,
    -- A process has it until then.
    leased_until timestamptz,
    resumes_at timestamptz,
    -- Whether it waits for what happens to its lead.
    listens boolean not null default false,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id),
    check (due_at is null or status in ('running', 'waiting'))
);
-- The same thing never starts two runs.
create unique index automation_runs_event on automation_runs (workspace_id, automation_id, lead_id, event_key);
create unique index automation_runs_gathering on automation_runs (workspace_id, automation_id, lead_id) where is_gathering;
-- A lease changes no index.
create index automation_runs_due on automation_runs (workspace_id, due_at, id) where due_at is not null;
create index automation_runs_lead on automation_runs (workspace_id, lead_id, id);
create index automation_runs_automation on automation_runs (workspace_id, automation_id, id);
create index automation_runs_status on automation_runs (workspace_id, automation_id, status, id);
call protect_workspace_table('automation_runs');

create table automation_run_steps (
    workspace_id bigint not null,
    run_id bigint not null,
    -- In the order in which they began, from 1.
    place integer not null,
    -- The run's: outcomes tell of the lead.
    lead_id bigint not null,
    step_id text not null,
    type text not null,
    action text,
    status text not null
        check (status in ('running', 'waiting', 'completed', 'failed', 'stopped', 'skipped', 'cancelled')),
    attempt integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome jsonb,
    error text,
    primary key (workspace_id, run_id, place)
);
call protect_workspace_table('automation_run_steps');

-- Whose turn it is where leads are given to people one after the other.
create table assign_rotations (
    workspace_id bigint not null,
    -- Who they are and how much each is to get.
    pool text not null,
    -- How far each is behind, by the user's id.
    state jsonb not null,
    primary key (workspace_id, pool)
);
call protect_workspace_table('assign_rotations');

-- Which workspaces have runs due, and from when on; see webhook_due.
create table automation_due (
    workspace_id bigint not null,
    due_at timestamptz not null
);
create index automation_due_at on automation_due (due_at);
create index automation_due_workspace on automation_due (workspace_id, due_at);
