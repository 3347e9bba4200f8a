-- Why leads are lost, as people choose from. Leads keep the words; a reason that is archived isn't offered any more.
create sequence lost_reason_ids;
create table lost_reasons (
    workspace_id bigint not null,
    id bigint not null default nextval('lost_reason_ids'),
    name text not null,
    position integer not null,
    is_archived boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
call protect_workspace_table('lost_reasons');

-- Whether people have to say why a lead is lost; programs never have to.
create table lost_reason_rules (
    workspace_id bigint primary key,
    is_required boolean not null
);
call protect_workspace_table('lost_reason_rules');
