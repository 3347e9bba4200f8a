-- The integrations by which a workspace's emails to leads can go instead of by its mail server: those that aren't paused.
create table mail_ways (
    workspace_id bigint not null,
    integration_id bigint not null,
    type text not null,
    from_address text not null,
    primary key (workspace_id, integration_id)
);
call protect_workspace_table('mail_ways');

-- What whoever took an email told of it, and when.
alter table lead_emails add column delivered_at timestamptz;
alter table lead_emails add column opened_at timestamptz;
alter table lead_emails add column delayed_at timestamptz;
alter table lead_emails add column complained_at timestamptz;

-- Signatures of providers that are good for one post, and for which.
create table used_signatures (
    workspace_id bigint not null,
    integration_id bigint not null,
    once text not null,
    body_hash bytea not null,
    used_at timestamptz not null,
    primary key (workspace_id, integration_id, once)
);
create index used_signatures_old on used_signatures (workspace_id, used_at);
call protect_workspace_table('used_signatures');
