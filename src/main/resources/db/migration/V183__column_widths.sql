-- How wide people like the columns of a list of leads, in rem: for each of them, and kept in views. One that isn't named is as
-- wide as it comes.

alter table saved_views add column widths jsonb not null default '{}';

-- Who has only made a column wider hasn't chosen any.
alter table chosen_columns
    alter column columns drop not null,
    add column widths jsonb not null default '{}';
