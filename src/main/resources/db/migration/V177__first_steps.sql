-- Who has put away the list of what a new workspace should do first.
create table first_steps_dismissed (
    workspace_id bigint not null,
    user_id bigint not null,
    dismissed_at timestamptz not null,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('first_steps_dismissed');
