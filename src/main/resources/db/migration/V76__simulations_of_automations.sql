-- What automations would have done about events of the past: one simulation for each automation, the last that was asked for.
create sequence automation_simulation_ids;
create table automation_simulations (
    workspace_id bigint not null,
    automation_id bigint not null,
    id bigint not null default nextval('automation_simulation_ids'),
    days integer not null,
    -- What is simulated, without secrets: {"trigger": …, "steps": …, "re_entry": …, "exit_when": …}.
    definition jsonb not null,
    status text not null check (status in ('running', 'completed', 'stopped', 'failed')),
    first_event_id bigint not null,
    last_event_id bigint not null,
    -- Up to where it has come.
    event_id bigint not null,
    simulated_until timestamptz not null,
    begins timestamptz not null,
    -- What it has come to so far.
    counted jsonb not null,
    -- Until when leads are busy with a run, or gather changes; forgotten at the end.
    leads jsonb not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, automation_id)
);
call protect_workspace_table('automation_simulations');
