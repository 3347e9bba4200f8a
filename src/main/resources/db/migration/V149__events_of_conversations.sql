-- What happens in conversations is told to programs outside, in its order, also while nobody knows who the visitor is.

-- The number of its last public event that is no lead's.
alter table conversations add column event_sequence bigint not null default 0;

-- The conversation that it happened in; null for none. Where lead_id is 0, its number is the conversation's.
alter table lead_events add column conversation_id bigint;
create index lead_events_conversation on lead_events (workspace_id, conversation_id, id) where conversation_id is not null;

alter table webhook_messages add column conversation_id bigint;
-- Whose first deliveries leave one after the other, besides those of one lead; null where it is about none.
alter table webhook_deliveries add column conversation_id bigint;
