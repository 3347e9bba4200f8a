-- What happened to a lead is numbered, says which fields changed, and can be read on from any event (docs/adr/0012).

-- The number of a lead's last public event. Those that are there begin with 1 at their first event from now on.
alter table leads add column event_sequence bigint not null default 0;

alter table lead_events
    -- The number of the first public event that the row stands for; null where it stands for none.
    add column sequence bigint,
    -- Which ones, in the order of their numbers: one change of status and owner is three of them.
    add column public_kinds text[],
    -- What changed, in the API's names: {"status": {"from": "new", "to": "lost"}}; null for nothing.
    add column changes jsonb;

-- Who follows events reads public ones alone, in their order; a workspace may have millions of others.
create index lead_events_public on lead_events (workspace_id, id) where sequence is not null;
