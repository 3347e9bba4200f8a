-- How many of a day's bytes were suspected of being spam: they have a room of their own.
alter table form_file_days add column suspected_bytes bigint not null default 0;
