-- What bots know: documents, cut into passages that are found by full-text search, and questions that found none.

create sequence knowledge_document_ids;
create table knowledge_documents (
    workspace_id bigint not null,
    id bigint not null default nextval('knowledge_document_ids'),
    bot_id text not null,
    title text not null,
    -- text, markdown, csv, html, docx or pdf.
    format text not null,
    language text not null,
    -- Where visitors find it; null for a page of ours.
    url text,
    passages int not null,
    created_by text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id)
);
create index knowledge_documents_bot on knowledge_documents (workspace_id, bot_id, created_at, id);
call protect_workspace_table('knowledge_documents');

create table knowledge_passages (
    workspace_id bigint not null,
    document_id bigint not null,
    -- From 1 on, in their order.
    number int not null,
    bot_id text not null,
    language text not null,
    heading text not null,
    content text not null,
    -- Of the title, the heading and the content, by the rules of the language.
    search tsvector not null,
    primary key (workspace_id, document_id, number),
    foreign key (workspace_id, document_id) references knowledge_documents (workspace_id, id) on delete cascade
);
create index knowledge_passages_bot on knowledge_passages (workspace_id, bot_id, language);
call protect_workspace_table('knowledge_passages');

create table unanswered_questions (
    workspace_id bigint not null,
    bot_id text not null,
    language text not null,
    -- The question without case, accents and signs.
    question_key text not null,
    question text not null,
    times int not null,
    -- In which it was asked first; it goes with that.
    conversation_id bigint not null,
    asked_at timestamptz not null,
    primary key (workspace_id, bot_id, language, question_key),
    foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index unanswered_questions_conversation on unanswered_questions (workspace_id, conversation_id);
call protect_workspace_table('unanswered_questions');
