-- What was done with a form since it has been counted in several rows: with one, all that is sent by it waits for each other. To be added
-- to what the form itself says.
create table form_counts (
    workspace_id bigint not null,
    form_id bigint not null,
    -- Any: whoever adds takes another one than whoever adds beside them.
    slot integer not null,
    views bigint not null default 0,
    starts bigint not null default 0,
    -- Accepted and pending ones.
    submissions bigint not null default 0,
    pending bigint not null default 0,
    spam bigint not null default 0,
    last_submission_at timestamptz,
    primary key (workspace_id, form_id, slot)
);
call protect_workspace_table('form_counts');

-- The same for days, of which each slot has a row.
alter table form_days add column slot integer not null default 0;
alter table form_days drop constraint form_days_pkey;
alter table form_days add primary key (workspace_id, form_id, day, host, slot);
