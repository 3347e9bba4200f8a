-- Days without a word after which conversations by messengers are erased; null for never.
alter table inbox_rules add column messengers_kept_days integer check (messengers_kept_days > 0);
create index conversations_of_messengers_unerased on conversations (workspace_id, started_at)
    where erased_at is null and integration_id is not null;
