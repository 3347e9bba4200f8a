-- What the leads of a company come to, and which of them changed last, is read from here without looking at each of them.
drop index leads_company;
create index leads_company on leads (workspace_id, company_key, assigned_user_id)
    include (id, company, status, deal_value, deal_currency, updated_at) where company_key is not null;
