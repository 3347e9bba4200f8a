-- Of what trouble of a form its administrators were told last, and when.
alter table forms add column told_of text;
alter table forms add column told_at timestamptz;
