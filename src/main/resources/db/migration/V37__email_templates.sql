-- What is written once and sent to many leads, with placeholders for what is known of each.
create sequence email_template_ids;
create table email_templates (
    workspace_id bigint not null,
    id bigint not null default nextval('email_template_ids'),
    name text not null,
    subject text not null,
    body text not null,
    -- A BCP 47 tag.
    language text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
call protect_workspace_table('email_templates');
