-- Runs that are over are forgotten after some time; for which leads an automation has run is not, for it may run once only.
create table automation_former_runs (
    workspace_id bigint not null,
    automation_id bigint not null,
    lead_id bigint not null,
    primary key (workspace_id, automation_id, lead_id)
);
create index automation_former_runs_lead on automation_former_runs (workspace_id, lead_id);
call protect_workspace_table('automation_former_runs');

create index automation_runs_finished on automation_runs (workspace_id, finished_at) where finished_at is not null;

-- The text of an email is forgotten earlier than that it was sent.
alter table lead_emails add column emptied_at timestamptz;
create index lead_emails_kept on lead_emails (workspace_id, created_at) where emptied_at is null;
