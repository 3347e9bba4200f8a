-- The latest SMS of each lead, and whether it waits for an answer. Made anew from lead_sms whenever that changes.
create table sms_talks (
    workspace_id bigint not null,
    lead_id bigint not null,
    -- 0 for a lead that has none any more.
    latest_id bigint not null,
    -- Whether no person has answered since it wrote, or none whose answer could be sent.
    is_unanswered boolean not null,
    primary key (workspace_id, lead_id)
);
create index sms_talks_latest on sms_talks (workspace_id, latest_id);
create index sms_talks_unanswered on sms_talks (workspace_id, latest_id) where is_unanswered;
call protect_workspace_table('sms_talks');

-- What was written already.
alter table lead_sms no force row level security;
alter table sms_talks no force row level security;
insert into sms_talks (workspace_id, lead_id, latest_id, is_unanswered)
select workspace_id, lead_id, max(id),
    coalesce(max(id) filter (where is_received), 0)
        > coalesce(max(id) filter (where author ->> 'kind' = 'USER'
            and status not in ('undelivered', 'failed', 'suppressed', 'cancelled')), 0)
from lead_sms
group by workspace_id, lead_id;
alter table lead_sms force row level security;
alter table sms_talks force row level security;
