-- Signing in to the panel: from an e-mail to its users, and sessions.

-- One person may be a user of several workspaces, so this look-up comes before the workspace is known.
create table logins (
    email_key text not null,
    workspace_id bigint not null,
    user_id bigint not null,
    primary key (email_key, workspace_id)
);

-- The owner is held to the workspace too, and here it needs all of them once.
alter table users no force row level security;
insert into logins (email_key, workspace_id, user_id)
select email_key, workspace_id, id
from users
where removed_at is null;
alter table users force row level security;

alter table users add column language text;
alter table users add column theme text not null default 'auto' check (theme in ('auto', 'light', 'dark'));
alter table users add column time_zone text;

-- The token itself is in the visitor's cookie only.
create sequence session_ids;
create table sessions (
    token_sha256 bytea primary key,
    id bigint not null unique default nextval('session_ids'),
    -- Where the visitor is at the moment.
    workspace_id bigint not null,
    user_id bigint not null,
    address text,
    user_agent text,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    -- When the password was last given.
    proven_at timestamptz not null
);
create index sessions_user on sessions (workspace_id, user_id);
create index sessions_seen_at on sessions (seen_at);

-- The users that a session has proven to be, one of each workspace.
create table session_users (
    session_id bigint not null references sessions (id) on delete cascade,
    workspace_id bigint not null,
    user_id bigint not null,
    primary key (session_id, workspace_id)
);
create index session_users_user on session_users (workspace_id, user_id);

-- Links that let somebody choose a password: an invitation, or a new password. They are asked before the workspace is
-- known, and the token itself is in the link only. One that was used is gone.
create table one_time_links (
    token_sha256 bytea primary key,
    workspace_id bigint not null,
    user_id bigint not null,
    kind text not null check (kind in ('invitation', 'reset')),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index one_time_links_user on one_time_links (workspace_id, user_id);
create index one_time_links_expires_at on one_time_links (expires_at);
