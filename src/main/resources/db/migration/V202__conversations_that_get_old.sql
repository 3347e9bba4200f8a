-- What a bot's retention looks for: those that are erased stay, and would be looked through each time.
create index conversations_unerased on conversations (workspace_id, bot_id, started_at) where erased_at is null;

-- When somebody answered in a conversation first, for the report of first responses.
create index conversations_answered on conversations (workspace_id, lead_id, answered_at) where answered_at is not null;
