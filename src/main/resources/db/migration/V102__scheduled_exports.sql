-- Leads are exported again and again, at an hour of the workspace's days.
create sequence export_schedule_ids;
create table export_schedules (
    workspace_id bigint not null,
    id bigint not null default nextval('export_schedule_ids'),
    -- Whose rights it has, and who is told of its files.
    user_id bigint not null,
    name text not null,
    -- Which leads, in what order, as the address of the list has it.
    query text not null,
    columns text[] not null,
    format text not null check (format in ('csv', 'jsonl')),
    delimiter text not null,
    has_mark boolean not null,
    every text not null check (every in ('daily', 'weekly', 'monthly')),
    -- From 1, Monday.
    weekday smallint check (weekday between 1 and 7),
    -- Of a month that is shorter, the last day.
    month_day smallint check (month_day between 1 and 31),
    hour smallint not null check (hour between 0 and 23),
    state text not null check (state in ('active', 'paused', 'stopped')),
    -- Why it stopped.
    reason text check (reason in ('suspended', 'removed', 'role')),
    next_at timestamptz,
    -- What links to it begin with, where no base URL is set.
    origin text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    check ((every = 'weekly') = (weekday is not null)),
    check ((every = 'monthly') = (month_day is not null)),
    check ((state = 'active') = (next_at is not null)),
    check ((state = 'stopped') = (reason is not null))
);
create index export_schedules_user on export_schedules (workspace_id, user_id, id);
call protect_workspace_table('export_schedules');

create sequence export_file_ids;
create table export_files (
    workspace_id bigint not null,
    id bigint not null default nextval('export_file_ids'),
    export_id bigint not null,
    state text not null check (state in ('waiting', 'running', 'ready', 'failed', 'expired')),
    -- Why it failed.
    reason text check (reason in ('disk', 'too_large', 'room', 'filter', 'access', 'failed')),
    format text not null check (format in ('csv', 'jsonl')),
    -- Where it lies in the data folder; none before it is begun and after it is gone.
    file_key text,
    -- With whose rights it was made; none before it is begun.
    user_id bigint,
    -- Whether it has leads of everybody, and not only those that an agent sees.
    sees_all boolean,
    leads bigint,
    size bigint,
    created_at timestamptz not null,
    finished_at timestamptz,
    expires_at timestamptz,
    primary key (workspace_id, id),
    check ((state = 'failed') = (reason is not null)),
    check (state <> 'ready' or file_key is not null and size is not null and expires_at is not null)
);
create index export_files_export on export_files (workspace_id, export_id, id);
-- One after the other.
create unique index export_files_unfinished on export_files (workspace_id, export_id) where state in ('waiting', 'running');
create index export_files_expires_at on export_files (workspace_id, expires_at) where state = 'ready';
create index export_files_finished_at on export_files (workspace_id, finished_at) where finished_at is not null;
create index export_files_key on export_files (workspace_id, file_key) where file_key is not null;
call protect_workspace_table('export_files');
