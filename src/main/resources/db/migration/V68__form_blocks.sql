-- What a workspace takes for spam in its forms: domains of emails, words, addresses of visitors.
create table form_blocks (
    workspace_id bigint not null,
    kind text not null check (kind in ('domain', 'word', 'address')),
    value text not null,
    primary key (workspace_id, kind, value)
);
call protect_workspace_table('form_blocks');
