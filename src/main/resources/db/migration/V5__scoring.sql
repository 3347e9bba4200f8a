-- Rules that give leads points, and how far working out all scores anew has got.

create sequence scoring_rule_ids;
create table scoring_rules (
    workspace_id bigint not null,
    id bigint not null default nextval('scoring_rule_ids'),
    name text not null,
    field text not null,
    operator text not null check (operator in ('equals', 'not_equals', 'contains', 'present', 'absent', 'greater', 'less')),
    value text,
    points integer not null check (points between -1000 and 1000),
    active boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id)
);
call protect_workspace_table('scoring_rules');

-- One for each workspace. Whoever changes what scores follow from starts it over with the next revision.
create table scoring_runs (
    workspace_id bigint not null,
    revision bigint not null,
    -- Leads up to this id are done.
    after_id bigint not null default 0,
    done bigint not null default 0,
    total bigint not null,
    changed bigint not null default 0,
    -- Who made it necessary.
    actor jsonb not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id)
);
call protect_workspace_table('scoring_runs');
