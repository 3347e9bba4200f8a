-- Automations that somebody is changing in the panel, until they are published: one working copy each.

create sequence automation_draft_revisions;
create table automation_drafts (
    workspace_id bigint not null,
    automation_id bigint not null,
    -- Never given twice, so that whoever saves what they saw before finds another one.
    revision bigint not null,
    -- The version that it was begun from.
    version integer not null,
    -- As the API spells it, kept to the byte: what the panel can't edit comes out as it went in.
    body text not null,
    -- What it was before, the latest last, to be undone.
    former text[] not null,
    -- The secrets in it, as one sealed JSON by step and field; null where there are none.
    sealed bytea,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (workspace_id, automation_id)
);
call protect_workspace_table('automation_drafts');
