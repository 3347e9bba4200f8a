-- Fields that a workspace made up: what they are called, what may stand in them, and in which order people see them.
-- Their values stand in leads.custom_fields, where keys that nobody defined may stand too.

create sequence custom_field_ids;
create table custom_fields (
    workspace_id bigint not null,
    id bigint not null default nextval('custom_field_ids'),
    key text not null,
    label text not null,
    kind text not null check (kind in ('text', 'number', 'date', 'dropdown', 'multi_select', 'checkbox', 'url')),
    options text[] not null default '{}',
    position integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
create unique index custom_fields_key on custom_fields (workspace_id, key);
call protect_workspace_table('custom_fields');
