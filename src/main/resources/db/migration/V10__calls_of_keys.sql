-- How much each key is used, hour by hour, for the people who look after keys; kept for a week.
create table api_key_hours (
    workspace_id bigint not null,
    api_key_id bigint not null,
    hour timestamptz not null,
    calls bigint not null,
    primary key (workspace_id, api_key_id, hour)
);
create index api_key_hours_hour on api_key_hours (workspace_id, hour);
call protect_workspace_table('api_key_hours');
