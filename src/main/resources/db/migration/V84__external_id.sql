-- A lead bears the id that another system knows it by. An index of those that have one costs the others nothing.
alter table leads add column external_id text;
create unique index leads_external_id on leads (workspace_id, external_id) where external_id is not null;
