-- What comes by email counts once, however often it is delivered.
alter table conversation_notes add column client_id text;
create unique index conversation_notes_by_client on conversation_notes (workspace_id, conversation_id, client_id)
    where client_id is not null;
