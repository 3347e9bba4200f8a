-- Who was refused for want of a scope or a role stands in the audit log: one entry for each minute, caller and reason.

-- Refusals of a minute that are still to be told to their workspace.
create table denied_calls (
    minute timestamptz not null,
    workspace_id bigint not null,
    actor_kind text not null,
    actor_id bigint not null,
    reason text not null,
    actor jsonb not null,
    count integer not null,
    method text not null,
    path text not null,
    address text,
    request_id text,
    primary key (minute, workspace_id, actor_kind, actor_id, reason)
);
