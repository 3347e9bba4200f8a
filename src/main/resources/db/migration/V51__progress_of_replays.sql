-- How far a replay of many is, without reading whatever else happened meanwhile.
create index webhook_deliveries_of_replays on webhook_deliveries (workspace_id, webhook_id, replays_id)
    where replays_id is not null;
