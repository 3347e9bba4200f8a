-- Connections by which leads come from elsewhere.

create sequence integration_ids;
create table integrations (
    workspace_id bigint not null,
    id bigint not null default nextval('integration_ids'),
    type text not null,
    name text not null,
    is_paused boolean not null default false,
    -- What its type was told, but for secrets.
    config jsonb not null,
    -- The secrets and the token of its URL, as one sealed JSON.
    sealed bytea not null,
    -- [{"from": "$.email", "to": "email", "default": "…"}]
    mapping jsonb not null,
    -- {"pipeline_id": 1, "tags": ["x"], "duplicate_policy": "fill", …}
    target jsonb not null,
    -- What went wrong before anything could be written into the ledger, such as a wrong signature.
    refused_at timestamptz,
    refused_for text,
    refusals bigint not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
call protect_workspace_table('integrations');

-- From the token of a URL to whose it is: asked before a workspace is known.
create table hook_tokens (
    token_hash bytea primary key,
    workspace_id bigint not null,
    integration_id bigint not null,
    type text not null,
    -- One that was rotated is good until then.
    good_until timestamptz
);
create index hook_tokens_integration on hook_tokens (workspace_id, integration_id);
