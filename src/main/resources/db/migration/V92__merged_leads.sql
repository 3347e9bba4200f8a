-- Leads that have become part of another one. They are found by their ids and by what they had for ever, and can be taken
-- out again for 30 days.
alter table leads add column merged_from bigint[];

create table merged_leads (
    workspace_id bigint not null,
    lead_id bigint not null,
    -- The one that it became part of, and the one that this is part of by now.
    merged_into bigint not null,
    survivor_id bigint not null,
    merged_at timestamptz not null,
    merged_by jsonb not null,
    -- Whoever comes by them is the survivor.
    email_key text,
    phone_e164 text,
    external_id text,
    -- As it was, like a deleted lead's; null once it can't be taken out any more. So is the rest.
    lead jsonb,
    pieces integer[],
    parts jsonb,
    -- The other one before and after.
    survivor_before jsonb,
    survivor_after jsonb,
    -- The ids of what moved, by their tables.
    moved jsonb,
    primary key (workspace_id, lead_id)
);
create index merged_leads_survivor on merged_leads (workspace_id, survivor_id, lead_id);
create index merged_leads_email on merged_leads (workspace_id, email_key, survivor_id) where email_key is not null;
create index merged_leads_phone on merged_leads (workspace_id, phone_e164, survivor_id) where phone_e164 is not null;
create index merged_leads_external on merged_leads (workspace_id, external_id) where external_id is not null;
create index merged_leads_undoable on merged_leads (workspace_id, merged_at) where lead is not null;
call protect_workspace_table('merged_leads');
