-- When a user's time zone was taken from their browser, or chosen: at the first sign-in, and never again. Whoever is here already has chosen.
alter table users add column time_zone_set_at timestamptz default now();
alter table users alter column time_zone_set_at drop default;
