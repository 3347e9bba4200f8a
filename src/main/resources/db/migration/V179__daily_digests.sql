-- Who wants to read of a kind once a day, and when the last of those emails was.
alter table notification_choices add column digest boolean not null default false;

create table notification_digests (
    workspace_id bigint not null,
    user_id bigint not null,
    sent_at timestamptz not null,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('notification_digests');
