-- Signing in slows down for who fails, instead of closing for everybody; who failed is told to the workspaces concerned.

-- How often something was tried in vain: by hash of the e-mail and by address, browser or session.
create table sign_in_throttles (
    subject text collate "C" primary key,
    -- Failures drain away one by one; at this time the last one has.
    drained_at timestamptz not null,
    blocked_until timestamptz not null
);
create index sign_in_throttles_drained_at on sign_in_throttles (drained_at);

-- Browsers that somebody has signed in with; the token itself is in the browser's cookie only. It opens nothing.
create table known_browsers (
    token_sha256 bytea not null,
    email_key text not null,
    expires_at timestamptz not null,
    primary key (token_sha256, email_key)
);
create index known_browsers_email_key on known_browsers (email_key);
create index known_browsers_expires_at on known_browsers (expires_at);

-- Failures of a minute, whether or not anybody has that e-mail; they are told to the workspaces where somebody has.
create table failed_sign_ins (
    minute timestamptz not null,
    email_key text not null,
    step text not null,
    count integer not null,
    slowed_seconds bigint not null,
    address text not null,
    request_id text,
    primary key (minute, email_key, step)
);

-- What a session's forms are known by; stays when its token is replaced, so that forms in other tabs still work.
-- Null for sessions that began before this, whose forms are known by the token.
alter table sessions add column form_secret text;

-- Since when the session was idle for longer than this workspace allows: it may not be entered by switching.
alter table session_users add column over_at timestamptz;
