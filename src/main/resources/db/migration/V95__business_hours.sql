-- When a workspace works, which automations may wait for; and until when people are away, who get no leads in turn till then.
create table business_hours (
    workspace_id bigint not null primary key,
    hours jsonb not null
);
call protect_workspace_table('business_hours');
alter table automations add column respect_business_hours boolean not null default false;
alter table users add column away_until date;
