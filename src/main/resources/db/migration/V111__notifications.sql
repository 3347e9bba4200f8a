-- What people are told in the panel.

create sequence notification_ids;
create table notifications (
    workspace_id bigint not null,
    user_id bigint not null,
    id bigint not null default nextval('notification_ids'),
    kind text not null,
    -- The key of its text, and what stands in it.
    message text not null,
    params jsonb not null,
    -- Whom it is about; null where it is about many, or something else.
    lead_id bigint,
    -- The page that it leads to.
    path text not null,
    -- Under what it adds up while it is unread; null for what stands by itself.
    subject text,
    -- How many it tells of.
    number integer not null,
    happened_at timestamptz not null,
    read_at timestamptz,
    primary key (workspace_id, user_id, id)
);
call protect_workspace_table('notifications');
create unique index notifications_subject on notifications (workspace_id, user_id, kind, subject) where subject is not null;
create index notifications_newest on notifications (workspace_id, user_id, happened_at desc, id desc);
create index notifications_unread on notifications (workspace_id, user_id) where read_at is null;
create index notifications_oldest on notifications (workspace_id, happened_at);
create index notifications_lead on notifications (workspace_id, lead_id) where lead_id is not null;

-- How each user wants to be told of a kind, where that isn't the usual way.
create table notification_choices (
    workspace_id bigint not null,
    user_id bigint not null,
    kind text not null,
    bell boolean not null,
    email boolean not null,
    primary key (workspace_id, user_id, kind)
);
call protect_workspace_table('notification_choices');
