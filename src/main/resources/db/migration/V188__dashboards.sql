-- Reports that people, and programs, put beside one another.
create sequence dashboard_ids;
create table dashboards (
    workspace_id bigint not null,
    id bigint not null default nextval('dashboard_ids'),
    -- Whose it is; null for a program's, which everybody sees.
    user_id bigint,
    name text not null,
    is_shared boolean not null,
    -- [{"id": 1, "report": "leads", "filter": {"source": "web"}, "group_by": "day", "days": 30, "shows": "chart", "size": "m"}, …]
    tiles jsonb not null default '[]',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    check (is_shared or user_id is not null)
);
call protect_workspace_table('dashboards');
