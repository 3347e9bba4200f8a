-- What happened to a lead is numbered, says which fields changed, and can be read on from any event (docs/adr/0012).

-- The number of a lead's last public event. Those that are there begin with 1 at their first event from now on.
alter table leads add column event_sequence bigint not null default 0;

alter table deleted_leads no force row level security;
update deleted_leads set lead = lead || '{"event_sequence": 0}';
alter table deleted_leads force row level security;

alter table lead_events
    -- The number of the first public event that the row stands for; null where it stands for none.
    add column sequence bigint,
    -- Which ones, in the order of their numbers: one change of status and owner is three of them.
    add column public_kinds text[],
    -- What changed, in the API's names: {"status": {"from": "new", "to": "lost"}}; null for nothing.
    add column changes jsonb;
