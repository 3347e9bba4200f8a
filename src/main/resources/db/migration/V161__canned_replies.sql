-- What a team writes again and again in conversations; placeholders stand as they are spelled.
create sequence canned_reply_ids;
create table canned_replies (
    workspace_id bigint not null,
    id bigint not null default nextval('canned_reply_ids'),
    name text not null,
    content text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
create unique index canned_replies_name on canned_replies (workspace_id, lower(name));
call protect_workspace_table('canned_replies');
