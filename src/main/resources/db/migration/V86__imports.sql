-- Files of leads that somebody brings along, and what came of each.
create sequence import_ids;
create table imports (
    workspace_id bigint not null,
    id bigint not null default nextval('import_ids'),
    -- Who brought it, and what they may do.
    actor jsonb not null,
    role text not null,
    address text,
    request_id text,
    file_name text not null,
    -- Bytes.
    file_size bigint not null,
    file_sha256 text not null,
    -- Under which the file lies in the data folder; null when it is gone.
    file_key text,
    -- An earlier import of the same file.
    same_file_as bigint,
    status text not null check (status in ('previewed', 'running', 'completed', 'cancelled', 'failed', 'undone')),
    is_undoing boolean not null default false,
    paused_at timestamptz,
    options jsonb not null,
    guess jsonb not null,
    -- What somebody mended: {"line": {"head": "value"}}.
    mended jsonb not null default '{}',
    preview jsonb not null,
    total bigint not null,
    processed bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    skipped bigint not null default 0,
    failed bigint not null default 0,
    -- What an undo left as somebody had changed it since.
    kept bigint not null default 0,
    -- The line of the last row that was looked at.
    reached bigint not null default 0,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (workspace_id, id)
);
create index imports_file on imports (workspace_id, file_sha256, id);
create index imports_open on imports (workspace_id, id) where status = 'running';
create index imports_kept on imports (workspace_id, id) where file_key is not null;
call protect_workspace_table('imports');

-- What an import made and changed, a chunk at a time, for as long as it can be undone.
create table import_chunks (
    workspace_id bigint not null,
    import_id bigint not null,
    -- The line of its last row.
    line bigint not null,
    created bigint[] not null,
    updated bigint[] not null,
    -- The number that each updated lead came to by it.
    sequences bigint[] not null,
    primary key (workspace_id, import_id, line)
);
call protect_workspace_table('import_chunks');

-- Rows that were refused, or that wait for somebody to look at them, as they were sent.
create table import_rows (
    workspace_id bigint not null,
    import_id bigint not null,
    line bigint not null,
    status text not null check (status in ('failed', 'held')),
    cells jsonb not null,
    faults jsonb not null,
    primary key (workspace_id, import_id, line)
);
call protect_workspace_table('import_rows');
