-- Of what state of an integration its administrators were told, and when; and since when it has the secrets that it has, for some
-- providers' tokens live for a known time.
alter table integrations add column told_of text;
alter table integrations add column told_at timestamptz;
alter table integrations add column secrets_saved_at timestamptz;
update integrations set secrets_saved_at = updated_at;
alter table integrations alter column secrets_saved_at set not null;
