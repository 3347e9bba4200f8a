-- SMS to leads and from them: what was said, and what came of it.
create sequence lead_sms_ids;
create table lead_sms (
    workspace_id bigint not null,
    id bigint not null default nextval('lead_sms_ids'),
    lead_id bigint not null,
    integration_id bigint not null,
    -- What had it sent, such as a step of a run: two never have one. Null where a person did.
    origin text,
    author jsonb not null,
    -- Whether the lead wrote it.
    is_received boolean not null,
    -- The lead's number.
    phone text not null,
    body text not null,
    media integer not null,
    -- What the provider calls it; null while it hasn't taken it.
    provider_id text,
    status text not null check (status in
        ('queued', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'suppressed', 'cancelled', 'received')),
    -- As how many messages it went; 0 while nobody knows.
    segments integer not null,
    -- Why the last attempt failed, and the provider's own number for that; 0 for none.
    failure text,
    failure_code integer not null default 0,
    -- When the provider was asked to take it. While it has no answer, it is asked whether it has it before it is asked again.
    asked_at timestamptz,
    -- As many were sent as may be: it goes on then.
    waits_until timestamptz,
    created_at timestamptz not null,
    finished_at timestamptz,
    emptied_at timestamptz,
    primary key (workspace_id, id)
);
create index lead_sms_of_lead on lead_sms (workspace_id, lead_id, id);
create unique index lead_sms_origin on lead_sms (workspace_id, origin) where origin is not null;
create unique index lead_sms_provider on lead_sms (workspace_id, provider_id) where provider_id is not null;
create index lead_sms_kept on lead_sms (workspace_id, created_at) where emptied_at is null;
call protect_workspace_table('lead_sms');

-- Numbers that a workspace sends no SMS to.
create sequence suppressed_phone_ids;
create table suppressed_phones (
    workspace_id bigint not null,
    id bigint not null default nextval('suppressed_phone_ids'),
    -- In its international form.
    phone text not null,
    reason text not null check (reason in ('stopped', 'manual')),
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, phone)
);
call protect_workspace_table('suppressed_phones');
