-- Trials by the team and programs hold conversations too, and are in no figures.
alter table conversations add column is_counted boolean not null default true;
