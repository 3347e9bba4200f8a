-- When automations that time starts are due for leads (docs/adr/0019), so that nobody looks through all leads.
create table automation_schedule (
    workspace_id bigint not null,
    automation_id bigint not null,
    lead_id bigint not null,
    -- When somebody works it out anew; not later than it is due.
    due_at timestamptz not null,
    -- What would have been due before isn't made up for.
    since timestamptz not null,
    primary key (workspace_id, automation_id, lead_id)
);
create index automation_schedule_due on automation_schedule (workspace_id, due_at);
create index automation_schedule_lead on automation_schedule (workspace_id, lead_id);
call protect_workspace_table('automation_schedule');

-- How far the leads that there are have been looked at for an automation that was switched on.
create table automation_schedule_fills (
    workspace_id bigint not null,
    automation_id bigint not null,
    since timestamptz not null,
    last_lead_id bigint not null default 0,
    primary key (workspace_id, automation_id)
);
call protect_workspace_table('automation_schedule_fills');
