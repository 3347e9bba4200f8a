-- Who sees some leads only finds companies among those, however many others there are.
create index leads_company_of_owner on leads (workspace_id, assigned_user_id, company_key) where company_key is not null;
