-- Files that were attached to what was sent by forms. What is in them lies in the data folder, under file_id.
create table form_files (
    workspace_id bigint not null,
    form_id bigint not null,
    submission_id bigint not null,
    -- Of the field that it was attached to.
    field_key text not null,
    file_id text not null,
    -- As its sender calls it.
    name text not null,
    content_type text not null,
    -- Bytes.
    size bigint not null,
    created_at timestamptz not null,
    primary key (workspace_id, form_id, submission_id, field_key)
);
create index form_files_id on form_files (workspace_id, file_id);
call protect_workspace_table('form_files');

-- How many bytes a form has taken on a day.
create table form_file_days (
    workspace_id bigint not null,
    form_id bigint not null,
    day date not null,
    bytes bigint not null,
    primary key (workspace_id, form_id, day)
);
call protect_workspace_table('form_file_days');
