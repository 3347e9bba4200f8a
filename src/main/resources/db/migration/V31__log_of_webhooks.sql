-- The log of webhooks is looked through by time, and says what came of a replay of many.

create index webhook_deliveries_created on webhook_deliveries (workspace_id, webhook_id, created_at);

-- The replay of many that left it; null for a first delivery, and for one that was sent again by itself.
alter table webhook_deliveries add column replays_id bigint;
