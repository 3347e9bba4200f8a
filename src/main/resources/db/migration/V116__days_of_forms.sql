-- How often a form was seen, begun and sent on a day, and by which pages; nobody knows by whom.
create table form_days (
    workspace_id bigint not null,
    form_id bigint not null,
    -- UTC.
    day date not null,
    -- Of the page that shows it; '' for its own page, '~api' for programs, '~other' for what is beyond the limit.
    host text not null,
    views bigint not null default 0,
    starts bigint not null default 0,
    -- Accepted and pending ones, as they came.
    submissions bigint not null default 0,
    spam bigint not null default 0,
    -- Of the spam: without the arithmetic that the form asks for.
    unsolved bigint not null default 0,
    -- How often the page kept its visitors from seeing it, or our list of hosts did.
    policy_blocks bigint not null default 0,
    host_blocks bigint not null default 0,
    primary key (workspace_id, form_id, day, host)
);
call protect_workspace_table('form_days');

-- At which field visitors left who had begun.
create table form_field_days (
    workspace_id bigint not null,
    form_id bigint not null,
    day date not null,
    field_key text not null,
    leavers bigint not null default 0,
    primary key (workspace_id, form_id, day, field_key)
);
call protect_workspace_table('form_field_days');
