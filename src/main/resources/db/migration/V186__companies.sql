-- Leads of one company are found together: by its name, folded, or by the domain of their email (docs/adr/0022).
alter table leads add column company_key text collate "C";
create index leads_company on leads (workspace_id, company_key, assigned_user_id) where company_key is not null;

-- Leads that are there get theirs from the job that folds all of them anew, a thousand at a time.
update workspaces set folding_rules = null, folded_up_to = 0;
