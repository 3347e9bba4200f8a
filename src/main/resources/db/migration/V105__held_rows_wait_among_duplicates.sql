-- Rows that an import holds wait among the pairs of leads that may be one person, until somebody decides.
alter table import_rows
    -- Of a held row, among those of pairs.
    add column id bigint,
    -- The lead that its person was found to be, and by what.
    add column lead_id bigint,
    add column matched_by text check (matched_by in ('external_id', 'email', 'phone')),
    -- Whose lead it would be.
    add column owner_id bigint,
    add column decision text check (decision in ('created', 'updated', 'unchanged', 'dismissed')),
    add column decided_at timestamptz,
    add column decided_by jsonb;
create unique index import_rows_held on import_rows (workspace_id, id) where id is not null;
create index import_rows_waiting on import_rows (workspace_id, import_id, id) where id is not null and decided_at is null;
