-- Each event says what was decided at each automation that it is one of, so that it can be shown that none of them missed it.

alter table lead_events
    -- The automations whose trigger it was. Null where there was none.
    add column automation_ids bigint[],
    -- What was decided, in the same order: started, or why not.
    add column automation_outcomes text[];

create index lead_events_automations_at on lead_events (workspace_id, occurred_at) where automation_ids is not null;

-- What events don't say: what time brought about, and what turned out when a run was about to be written.
create table automation_decisions (
    workspace_id bigint not null,
    automation_id bigint not null,
    lead_id bigint not null,
    -- What would start a run once.
    event_key text not null,
    -- Whether time brought it about; else it stands in an event too.
    by_time boolean not null,
    outcome text not null,
    occurred_at timestamptz not null,
    primary key (workspace_id, lead_id, automation_id, event_key)
);
create index automation_decisions_at on automation_decisions (workspace_id, occurred_at, automation_id);
call protect_workspace_table('automation_decisions');

-- Automations that were there before: their events are counted from now on. Null for those that are made later.
alter table automations add column counted_from timestamptz default now();
alter table automations alter column counted_from drop default;

-- Runs are listed by when they began, so that an old period is found without those that came later.
create index automation_runs_started on automation_runs (workspace_id, automation_id, started_at, id);
drop index automation_runs_automation;
