-- Files that came with emails from leads, where forms' files lie. What they are called stands in the email.
create table email_files (
    workspace_id bigint not null,
    file_id text not null,
    -- Of the email that it came with.
    message_key text not null,
    -- Bytes.
    size bigint not null,
    created_at timestamptz not null,
    primary key (workspace_id, file_id)
);
create index email_files_by_day on email_files (workspace_id, created_at) include (size);
call protect_workspace_table('email_files');
