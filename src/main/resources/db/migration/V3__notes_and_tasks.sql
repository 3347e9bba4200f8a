-- What people write down about a lead, and what they mean to do. Both go with the lead: whoever adds one holds the lead
-- until it is written, so that no lead leaves any behind.

create sequence lead_note_ids;
create table lead_notes (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_note_ids'),
    lead_id bigint not null,
    author jsonb not null,
    body text not null,
    created_at timestamptz not null,
    edited_at timestamptz,
    primary key (workspace_id, id)
);
create index lead_notes_lead on lead_notes (workspace_id, lead_id, id);
call protect_workspace_table('lead_notes');

create sequence lead_task_ids;
create table lead_tasks (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_task_ids'),
    lead_id bigint not null,
    title text not null,
    due_on date,
    assigned_user_id bigint,
    done_at timestamptz,
    done_by jsonb,
    created_at timestamptz not null,
    created_by jsonb not null,
    primary key (workspace_id, id),
    check ((done_at is null) = (done_by is null))
);
create index lead_tasks_lead on lead_tasks (workspace_id, lead_id, due_on, id);
-- What somebody has to do, the most urgent first, and what they have done.
create index lead_tasks_open on lead_tasks (workspace_id, assigned_user_id, due_on, id) where done_at is null;
create index lead_tasks_done on lead_tasks (workspace_id, assigned_user_id, done_at, id) where done_at is not null;
call protect_workspace_table('lead_tasks');
