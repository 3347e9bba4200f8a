-- What goes with a deleted lead is kept as one JSON, by table: a feature that keeps rows of leads needs no column here.
-- A migration that adds a column which may not be null to such a table gives it to these rows too.

alter table deleted_leads
    add column parts jsonb not null default '{}';

-- Policies are forced on the tables' owner too, who is in no workspace here; let go for a moment.
alter table deleted_leads no force row level security;

update deleted_leads
set parts = jsonb_build_object('lead_notes', notes, 'lead_tasks', tasks)
where notes <> '[]'
   or tasks <> '[]';

alter table deleted_leads force row level security;

alter table deleted_leads
    drop column notes,
    drop column tasks;
