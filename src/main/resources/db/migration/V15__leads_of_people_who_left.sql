-- Leads of somebody who left can be shared among all agents.
alter table bulk_changes drop constraint bulk_changes_kind_check;
alter table bulk_changes add constraint bulk_changes_kind_check
    check (kind in ('status', 'assign', 'round_robin', 'move', 'tag', 'untag', 'delete'));

-- Agents see their own leads and those that nobody has: the other half of leads_assigned_user, so that both are in an index.
create index leads_unassigned on leads (workspace_id, created_at, id) where assigned_user_id is null;
