-- Whose address a link in an email to a chat's visitor is about, as long as the conversation is kept.
create table chat_mail_links (
    workspace_id bigint not null,
    token text not null,
    conversation_id bigint not null,
    email text not null,
    primary key (workspace_id, token, conversation_id)
);
call protect_workspace_table('chat_mail_links');
create index chat_mail_links_by_conversation on chat_mail_links (workspace_id, conversation_id);
