-- What people send by messengers beside words: pictures, recordings and files. They lie where forms' files do; a message has one at most.
create table message_files (
    workspace_id bigint not null,
    conversation_id bigint not null,
    -- Of the message that it came with.
    number bigint not null,
    integration_id bigint not null,
    status text not null check (status in ('waiting', 'kept', 'failed')),
    -- By which its provider hands it over, an id or an address; null once that is over.
    reference text,
    name text not null,
    -- By its content and its name.
    type text,
    -- Bytes.
    size bigint,
    file_id text,
    -- Why it isn't there, or not yet.
    failure text,
    created_at timestamptz not null,
    kept_at timestamptz,
    primary key (workspace_id, conversation_id, number)
);
create index message_files_by_file on message_files (workspace_id, file_id) where file_id is not null;
create index message_files_by_day on message_files (workspace_id, kept_at) include (size) where kept_at is not null;
call protect_workspace_table('message_files');
