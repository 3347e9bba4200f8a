-- Lists that people come back to: what they ask, in which order, and which columns they show.

create sequence saved_view_ids;
create table saved_views (
    workspace_id bigint not null,
    id bigint not null default nextval('saved_view_ids'),
    user_id bigint not null,
    name text not null,
    is_shared boolean not null,
    -- As it stands behind the question mark of the list's address.
    query text not null,
    columns text[] not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
create index saved_views_user on saved_views (workspace_id, user_id);
create index saved_views_shared on saved_views (workspace_id, id) where is_shared;
call protect_workspace_table('saved_views');

-- The columns that somebody sees where no view says otherwise.
create table chosen_columns (
    workspace_id bigint not null,
    user_id bigint not null,
    columns text[] not null,
    primary key (workspace_id, user_id)
);
call protect_workspace_table('chosen_columns');
