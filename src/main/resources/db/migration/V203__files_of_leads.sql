-- Files that people attached to leads, or to notes on them. What is in them lies where forms' files lie, under file_id.
create sequence lead_file_ids;
create table lead_files (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_file_ids'),
    lead_id bigint not null,
    -- The note that it came with; null for one on the lead itself.
    note_id bigint,
    file_id text not null,
    -- As its sender calls it.
    name text not null,
    content_type text not null,
    -- Bytes.
    size bigint not null,
    author jsonb not null,
    created_at timestamptz not null,
    -- Null while it is there. Whoever removed it can take that back for a time.
    removed_at timestamptz,
    removed_by bigint,
    primary key (workspace_id, id)
);
create index lead_files_lead on lead_files (workspace_id, lead_id, id);
create index lead_files_note on lead_files (workspace_id, note_id) where note_id is not null;
create index lead_files_file on lead_files (workspace_id, file_id);
create index lead_files_by_day on lead_files (workspace_id, created_at) include (size);
call protect_workspace_table('lead_files');
