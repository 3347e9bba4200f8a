-- What was said goes with its conversation, whoever deletes that.
alter table conversation_messages add foreign key (workspace_id, conversation_id)
    references conversations (workspace_id, id) on delete cascade;
alter table conversation_notes add foreign key (workspace_id, conversation_id)
    references conversations (workspace_id, id) on delete cascade;
