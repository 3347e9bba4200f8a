-- How likely it is that leads in a stage are won, in percent; null is not said, which in Won means 100 and in Lost 0.
alter table pipeline_stages add column probability integer check (probability between 0 and 100);
-- A lead that is in the stage for longer than so many days has been left lying.
alter table pipeline_stages add column rotting_days integer check (rotting_days between 1 and 3650);

alter table leads add column lost_reason text;
alter table leads add column expected_close_on date;
-- Of leads that were there before it is the day of the upgrade, for nobody knows better without reading all that ever happened.
alter table leads add column stage_since timestamptz default now();
alter table leads alter column stage_since drop default;
