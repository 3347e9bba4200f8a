-- The pictures and the like that came with SMS: what message_files is for messengers.
create table sms_files (
    workspace_id bigint not null,
    sms_id bigint not null,
    -- Its place among those of the SMS.
    number bigint not null,
    integration_id bigint not null,
    status text not null check (status in ('waiting', 'kept', 'failed')),
    -- By which its provider hands it over; null once that is over.
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
    primary key (workspace_id, sms_id, number)
);
create index sms_files_by_file on sms_files (workspace_id, file_id) where file_id is not null;
create index sms_files_by_day on sms_files (workspace_id, kept_at) include (size) where kept_at is not null;
call protect_workspace_table('sms_files');
