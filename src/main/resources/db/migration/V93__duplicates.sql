-- Pairs of leads that may be one person.
create sequence duplicate_ids;
create table duplicates (
    workspace_id bigint not null,
    id bigint not null default nextval('duplicate_ids'),
    lead_id bigint not null,
    -- The one with the higher id.
    other_id bigint not null,
    score integer not null,
    -- [{"kind": "email", "value": "sarah@example.com"}, …]
    reasons jsonb not null,
    found_at timestamptz not null,
    -- Somebody said that they are two persons.
    dismissed_at timestamptz,
    dismissed_by jsonb,
    primary key (workspace_id, id),
    check (lead_id < other_id)
);
create unique index duplicates_pair on duplicates (workspace_id, lead_id, other_id);
create index duplicates_other on duplicates (workspace_id, other_id);
create index duplicates_open on duplicates (workspace_id, score, id) where dismissed_at is null;
call protect_workspace_table('duplicates');

-- What leads are compared by, hashed: two that have a key in common are looked at. Written in the background.
create table duplicate_keys (
    workspace_id bigint not null,
    key bigint not null,
    lead_id bigint not null,
    primary key (workspace_id, key, lead_id)
);
create index duplicate_keys_lead on duplicate_keys (workspace_id, lead_id);
call protect_workspace_table('duplicate_keys');

-- How far a workspace's leads were looked through.
create table duplicate_scans (
    workspace_id bigint not null,
    -- What happened since then is still to be looked at.
    moment text not null,
    -- The last lead that was looked at; null once all were.
    reached bigint,
    primary key (workspace_id)
);
call protect_workspace_table('duplicate_scans');
