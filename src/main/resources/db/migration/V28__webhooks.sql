-- Outgoing webhooks (docs/adr/0016): who listens, what is to be delivered to them, and what came of each attempt.

create sequence webhook_ids;
create table webhooks (
    workspace_id bigint not null,
    id bigint not null default nextval('webhook_ids'),
    name text not null,
    target_url text not null,
    -- '*' stands for all of them.
    events text[] not null,
    -- {"match": "all", "conditions": […]}; null for none.
    conditions jsonb,
    -- The secret, the one before it, and the headers of one's own, as one sealed JSON.
    sealed bytea not null,
    -- Until then the secret before signs too; null where there is none.
    previous_secret_until timestamptz,
    is_active boolean not null,
    -- Why we switched it off: 'gone' or 'failures'; null where we didn't.
    disabled_reason text,
    last_delivery_at timestamptz,
    -- The first of the failures since the last success.
    failing_since timestamptz,
    -- When the administrators were last told that it is failing.
    warned_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- A removed one stays until nothing is kept of its deliveries.
    removed_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('webhooks');

-- What is sent, once for all webhooks that want it: made when it happens, the same bytes at every attempt.
create sequence webhook_message_ids;
create table webhook_messages (
    workspace_id bigint not null,
    id bigint not null default nextval('webhook_message_ids'),
    event_id text not null,
    event text not null,
    -- Null where it is about no lead, as a test is.
    lead_id bigint,
    body text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id)
);
call protect_workspace_table('webhook_messages');

create sequence webhook_delivery_ids;
create table webhook_deliveries (
    workspace_id bigint not null,
    webhook_id bigint not null,
    id bigint not null default nextval('webhook_delivery_ids'),
    message_id bigint not null,
    -- The message's, which is forgotten before a late replay of it is.
    event_id text not null,
    event text not null,
    -- Whose first deliveries leave one after the other; null where it is about no lead.
    lead_id bigint,
    -- The delivery that is sent again; null for a first one.
    replay_of bigint,
    is_test boolean not null default false,
    status text not null check (status in ('pending', 'delivered', 'failed', 'aborted', 'skipped')),
    -- Those that are over.
    attempts_count integer not null default 0,
    next_attempt_at timestamptz,
    -- A process is at it, and has it until then.
    leased_until timestamptz,
    created_at timestamptz not null,
    primary key (workspace_id, webhook_id, id),
    check ((status = 'pending') = (next_attempt_at is not null))
);
-- First attempts in the order in which things happened. A lease changes no index.
create index webhook_deliveries_first on webhook_deliveries (workspace_id, webhook_id, id)
    where status = 'pending' and attempts_count = 0;
create index webhook_deliveries_retries on webhook_deliveries (workspace_id, webhook_id, next_attempt_at, id)
    where status = 'pending' and attempts_count > 0;
create index webhook_deliveries_replays on webhook_deliveries (workspace_id, webhook_id, replay_of)
    where replay_of is not null;
create index webhook_deliveries_undelivered on webhook_deliveries (workspace_id, webhook_id, status, id)
    where status in ('failed', 'aborted', 'skipped');
call protect_workspace_table('webhook_deliveries');

-- Hosts that had too much to do are left alone by all processes. A row stays until something arrives, or for an hour.
create table webhook_pauses (
    workspace_id bigint not null,
    -- Host and port.
    host text not null,
    until timestamptz not null,
    -- How long the last pause was that we chose; 0 if the host said how long.
    seconds integer not null,
    primary key (workspace_id, host)
);
call protect_workspace_table('webhook_pauses');

create table webhook_attempts (
    workspace_id bigint not null,
    webhook_id bigint not null,
    delivery_id bigint not null,
    number integer not null,
    -- The delivery's: receivers often answer with what they were told.
    lead_id bigint,
    at timestamptz not null,
    -- The answer's; null where there was none.
    status integer,
    -- The name of what went wrong; null for a success.
    error text,
    took_ms bigint not null,
    answer text,
    primary key (workspace_id, webhook_id, delivery_id, number)
);
call protect_workspace_table('webhook_attempts');

-- Many deliveries that are sent again, in steps.
create sequence webhook_replay_ids;
create table webhook_replays (
    workspace_id bigint not null,
    id bigint not null default nextval('webhook_replay_ids'),
    webhook_id bigint not null,
    from_time timestamptz,
    to_time timestamptz,
    -- Which deliveries; null for all that didn't arrive.
    status text,
    requested_by jsonb not null,
    -- Those from after this one up to the last one are still to be looked at.
    after_id bigint not null,
    last_id bigint not null,
    replayed bigint not null default 0,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('webhook_replays');

-- Which workspaces have work due, and from when on: rows are added with the work and taken by whoever looks at it. No
-- workspace's own table, for it is asked before a workspace is known.
create table webhook_due (
    workspace_id bigint not null,
    due_at timestamptz not null
);
create index webhook_due_at on webhook_due (due_at);
create index webhook_due_workspace on webhook_due (workspace_id, due_at);

-- Which workspaces have webhooks at all, for what is done for each of them now and then.
create table webhook_workspaces (
    workspace_id bigint primary key
);
