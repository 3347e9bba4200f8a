-- How a team answers: who gets what waits, how long somebody keeps what they don't answer, and when everybody is told.
create table inbox_rules (
    workspace_id bigint primary key,
    -- nobody (whoever takes it first), round_robin or least_busy.
    assignment text not null,
    -- After so many minutes without an answer a conversation goes back to the queue; null for never.
    returns_after integer,
    -- After so many minutes without an answer the team is told; null for never.
    tells_after integer,
    updated_at timestamptz not null
);
call protect_workspace_table('inbox_rules');

create table inbox_people (
    workspace_id bigint not null,
    user_id bigint not null,
    -- When they last opened the inbox; null for never.
    seen_at timestamptz,
    -- When a conversation was given to them last.
    assigned_at timestamptz,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('inbox_people');

alter table conversations
    -- Since when its owner is the one; null for those of before, which counts as long ago.
    add column owner_since timestamptz,
    -- When a person answered first after it was handed over.
    add column answered_at timestamptz,
    -- When the team was last told that it waits.
    add column told_at timestamptz,
    -- Nobody was there when a person was wanted: a task is made once there is a lead to make it for.
    add column wants_task boolean not null default false;
