-- What a provider only announces is held until its answers have been fetched.
alter table intake add column is_held boolean not null default false;
drop index intake_waiting;
create index intake_waiting on intake (workspace_id, id) where status = 'received' and not is_held;
create index intake_held on intake (workspace_id, source_id, id) where is_held;

-- Leads from before that are fetched, page by page.
create sequence integration_backfill_ids;
create table integration_backfills (
    workspace_id bigint not null,
    id bigint not null default nextval('integration_backfill_ids'),
    integration_id bigint not null,
    -- Leads from then on; a little earlier than was asked for.
    since timestamptz not null,
    -- Where the next page begins, as its type writes it; no secret.
    next text,
    -- How many were found, and how many of them were new.
    found bigint not null default 0,
    added bigint not null default 0,
    failures integer not null default 0,
    -- The provider wants to be left alone until then.
    retry_at timestamptz,
    -- Why it was given up.
    reason text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id)
);
create index integration_backfills_integration on integration_backfills (workspace_id, integration_id, id);
call protect_workspace_table('integration_backfills');
