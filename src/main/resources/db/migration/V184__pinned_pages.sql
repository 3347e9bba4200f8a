-- Pages that people keep at hand beside the menu, each their own.

create sequence pinned_page_ids;
create table pinned_pages (
    workspace_id bigint not null,
    id bigint not null default nextval('pinned_page_ids'),
    user_id bigint not null,
    -- Within the panel, with what was asked there.
    path text not null,
    title text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, user_id, path)
);
call protect_workspace_table('pinned_pages');
