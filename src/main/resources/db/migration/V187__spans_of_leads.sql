-- For how long leads were in the stages that they have left, from when this was written on.
create table lead_stays (
    workspace_id bigint not null,
    lead_id bigint not null,
    -- The number of the event by which it left.
    sequence bigint not null,
    stage_id bigint not null,
    to_stage_id bigint not null,
    entered_at timestamptz not null,
    left_at timestamptz not null,
    primary key (workspace_id, lead_id, sequence)
);
-- A report reads nothing but the index.
create index lead_stays_left on lead_stays (workspace_id, left_at) include (lead_id, stage_id, to_stage_id, entered_at);
call protect_workspace_table('lead_stays');

-- When a person first answered a lead by a call, an email, a meeting or an SMS. Answers in conversations are known of those.
create table first_responses (
    workspace_id bigint not null,
    lead_id bigint not null,
    responded_at timestamptz not null,
    primary key (workspace_id, lead_id) include (responded_at)
);
call protect_workspace_table('first_responses');

-- What people had done already.
alter table lead_notes no force row level security;
alter table lead_emails no force row level security;
alter table lead_sms no force row level security;
alter table first_responses no force row level security;
insert into first_responses (workspace_id, lead_id, responded_at)
select workspace_id, lead_id, min(at)
from (
    select workspace_id, lead_id, created_at as at
    from lead_notes
    where kind is not null
      and author ->> 'kind' = 'USER'
    union all
    select workspace_id, lead_id, finished_at
    from lead_emails
    where status = 'sent'
      and author ->> 'kind' = 'USER'
    union all
    select workspace_id, lead_id, created_at
    from lead_sms
    where not is_received
      and status in ('accepted', 'sent', 'delivered')
      and author ->> 'kind' = 'USER'
) answers
where at is not null
group by workspace_id, lead_id;
alter table lead_notes force row level security;
alter table lead_emails force row level security;
alter table lead_sms force row level security;
alter table first_responses force row level security;
