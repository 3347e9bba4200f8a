-- The addresses of automations that outside programs start.

create table automation_hooks (
    workspace_id bigint not null,
    automation_id bigint not null,
    -- The token of its URL.
    sealed bytea not null,
    primary key (workspace_id, automation_id)
);
call protect_workspace_table('automation_hooks');

-- From the token of a URL to whose it is: asked before a workspace is known.
create table automation_hook_tokens (
    token_hash bytea primary key,
    workspace_id bigint not null,
    automation_id bigint not null,
    -- One that was rotated is good until then.
    good_until timestamptz
);
create index automation_hook_tokens_automation on automation_hook_tokens (workspace_id, automation_id);
