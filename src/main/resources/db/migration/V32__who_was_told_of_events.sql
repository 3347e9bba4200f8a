-- Each event says which webhooks were asked when it happened, so that it can be shown that none of them missed one.

alter table lead_events
    -- The newest webhook that whoever wrote the event knew of: all with a smaller id were asked. Null where there was none.
    add column newest_webhook_id bigint,
    -- Those that hadn't asked for events of that kind, as often as the row is such public events.
    add column unasked_webhook_ids bigint[],
    -- Those whose conditions the lead didn't meet, likewise.
    add column unmet_webhook_ids bigint[];

create index lead_events_public_at on lead_events (workspace_id, occurred_at) where sequence is not null;

-- Webhooks that were there before: their events are counted from now on. Null for those that are made later.
alter table webhooks add column counted_from timestamptz default now();
alter table webhooks alter column counted_from drop default;
