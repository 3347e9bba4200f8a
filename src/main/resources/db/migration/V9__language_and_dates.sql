-- How a workspace writes: for everybody who hasn't chosen a language, and days for all.
alter table workspaces add column language text;
alter table workspaces add column date_format text not null default 'auto'
    check (date_format in ('auto', 'year_first', 'day_first', 'month_first'));
