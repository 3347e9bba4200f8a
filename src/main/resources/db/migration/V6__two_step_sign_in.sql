-- E-mail, signing in with two steps, and what a workspace demands of those who sign in.

-- What a workspace demands. Read with every visit, so it stands where the visit looks anyway.
alter table workspaces add column two_steps_required boolean not null default false;
alter table workspaces add column session_idle_days integer not null default 7 check (session_idle_days between 1 and 90);
alter table workspaces add column session_most_days integer not null default 30 check (session_most_days between 1 and 365);
-- Whether it has a mail server of its own: asked before anybody is known.
alter table workspaces add column has_mail_server boolean not null default false;

-- A workspace's own mail server.
create table mail_servers (
    workspace_id bigint primary key,
    host text not null,
    port integer not null check (port between 1 and 65535),
    security text not null check (security in ('none', 'starttls', 'tls')),
    sign_in_name text,
    -- Sealed with the server's secret key (docs/adr/0008).
    password_sealed bytea,
    from_address text not null,
    updated_at timestamptz not null
);
call protect_workspace_table('mail_servers');

-- The last e-mail that somebody sent to try it out, and what came of it.
create table mail_tests (
    workspace_id bigint primary key,
    user_id bigint not null,
    asked_at timestamptz not null,
    -- Null while it is on its way; 'sent', or the name of a failure.
    outcome text
);
call protect_workspace_table('mail_tests');

-- What a user's authenticator app and we both know; counts once its first code was right.
create table two_steps (
    workspace_id bigint not null,
    user_id bigint not null,
    -- Sealed with the server's secret key.
    secret_sealed bytea not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    -- Half minutes since 1970 of the last code that was used: no code is good twice, and no older one after it.
    last_step bigint not null default 0,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('two_steps');

-- Codes for somebody without the app at hand. One that was used is gone.
create table recovery_codes (
    workspace_id bigint not null,
    user_id bigint not null,
    code_sha256 bytea not null,
    primary key (workspace_id, user_id, code_sha256)
);
call protect_workspace_table('recovery_codes');

-- Somebody gave a right password and owes the second step. Opens nothing; the token itself is in the form only. Asked
-- before a workspace is known.
create table half_sign_ins (
    token_sha256 bytea primary key,
    email_key text not null,
    workspaces bigint[] not null,
    users bigint[] not null,
    expires_at timestamptz not null
);
create index half_sign_ins_expires_at on half_sign_ins (expires_at);
