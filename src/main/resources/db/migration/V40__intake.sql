-- The ledger of what came in from outside (docs/adr/0018): one row a delivery, before its answer.

create sequence intake_ids;
create table intake (
    workspace_id bigint not null,
    id bigint not null default nextval('intake_ids'),
    source text not null,
    -- The form's or the integration's; 0 where the source has no records.
    source_id bigint not null,
    -- The sender's own id for it.
    external_id text,
    -- The same, as long as it is this row that counts for it.
    counted_id text,
    -- Whoever works on it later does so on behalf of them.
    actor jsonb not null,
    status text not null check (status in ('received', 'processed', 'duplicate', 'spam', 'test', 'failed', 'ignored')),
    -- {"email": [{"key": "required", "values": {}}]}; under the empty name what isn't about a field.
    reason jsonb,
    -- The lead that it made or added to; it stays when the lead is deleted.
    lead_id bigint,
    is_new_lead boolean not null default false,
    is_test boolean not null default false,
    received_at timestamptz not null,
    processed_at timestamptz,
    attempts integer not null,
    content_type text,
    headers jsonb not null,
    -- As it came, but for the values of secrets.
    body bytea not null,
    -- What came, in bytes.
    size integer not null,
    primary key (workspace_id, id)
);
-- Inbound leads, which have no record and no id of their own, cost the first one alone beside the key.
create index intake_lead on intake (workspace_id, lead_id, id) where lead_id is not null;
create unique index intake_counted on intake (workspace_id, source, source_id, counted_id) where counted_id is not null;
create index intake_source on intake (workspace_id, source_id, id) where source_id > 0;
create index intake_waiting on intake (workspace_id, id) where status = 'received';
create index intake_failed on intake (workspace_id, id) where status = 'failed';
call protect_workspace_table('intake');

-- Many that are worked on again, in steps.
create sequence intake_replay_ids;
create table intake_replays (
    workspace_id bigint not null,
    id bigint not null default nextval('intake_replay_ids'),
    filter jsonb not null,
    requested_by jsonb not null,
    -- Those from after this one up to the last one are still to be looked at.
    after_id bigint not null,
    last_id bigint not null,
    replayed bigint not null default 0,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id)
);
call protect_workspace_table('intake_replays');

-- How many rows of a form or an integration have been forgotten, so that their numbers don't shrink.
create table intake_totals (
    workspace_id bigint not null,
    source text not null,
    source_id bigint not null,
    entries bigint not null,
    new_leads bigint not null,
    primary key (workspace_id, source, source_id)
);
call protect_workspace_table('intake_totals');

-- Which workspaces have something to work on, and when somebody has to look. No workspace's own table, for it is asked before a
-- workspace is known.
create table intake_due (
    workspace_id bigint not null,
    due_at timestamptz not null
);
create index intake_due_at on intake_due (due_at);
