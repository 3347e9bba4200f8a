-- Reports, groups and Home count and add up leads by what is in these, so that a million of them are counted without being read.
create index leads_counted on leads (workspace_id, created_at)
    include (status, source, pipeline_id, stage_id, assigned_user_id, deal_value, deal_currency);
drop index leads_closed_at;
create index leads_closed_at on leads (workspace_id, closed_at)
    include (status, pipeline_id, assigned_user_id, deal_value, deal_currency, lost_reason) where closed_at is not null;
