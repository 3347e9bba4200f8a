-- A form that makes something bears a token of its own: sent twice, it makes it once.
create table sent_forms (
    workspace_id bigint not null,
    user_id bigint not null,
    token uuid not null,
    -- Where its answer led; null as long as there is none, empty where it led nowhere else.
    led_to text,
    sent_at timestamptz not null,
    primary key (workspace_id, user_id, token)
);
call protect_workspace_table('sent_forms');

-- What users did to tasks, so that they can undo it; what is done to a lead is undone by its events.
create sequence task_undo_ids;
create table task_undos (
    workspace_id bigint not null,
    user_id bigint not null,
    id bigint not null default nextval('task_undo_ids'),
    lead_id bigint not null,
    -- Null before it was added, and after it was deleted.
    before jsonb,
    after jsonb,
    done_at timestamptz not null,
    primary key (workspace_id, user_id, id)
);
call protect_workspace_table('task_undos');
