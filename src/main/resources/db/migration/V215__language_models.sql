-- Language models that bots ask before they answer, where a workspace has one.

create table bot_models (
    workspace_id bigint not null,
    bot_id text not null,
    is_active boolean not null,
    -- Of an API that is compatible with OpenAI's, as somebody typed it.
    url text not null,
    model text not null,
    -- The key, sealed; null for an endpoint that wants none.
    secret bytea,
    is_streamed boolean not null,
    sends_lead_data boolean not null,
    deadline_seconds integer not null check (deadline_seconds > 0),
    -- How many requests there may be.
    per_conversation integer not null check (per_conversation > 0),
    per_day integer not null check (per_day > 0),
    per_month integer not null check (per_month > 0),
    -- Why the last request that failed did.
    failure text,
    failed_at timestamptz,
    updated_at timestamptz not null,
    primary key (workspace_id, bot_id)
);
call protect_workspace_table('bot_models');

-- Requests that were made, one row for each budget that they count towards.
create table bot_model_uses (
    workspace_id bigint not null,
    bot_id text not null,
    -- 'day 2026-01-31', 'month 2026-01' or 'conversation 12'.
    budget text not null,
    used integer not null,
    used_at timestamptz not null,
    primary key (workspace_id, bot_id, budget)
);
call protect_workspace_table('bot_model_uses');
create index bot_model_uses_by_age on bot_model_uses (workspace_id, used_at);

-- What visitors have asked and a model hasn't answered yet, the latest question of each conversation.
create table bot_model_turns (
    workspace_id bigint not null,
    conversation_id bigint not null,
    -- The message with the question.
    number bigint not null,
    -- Of the conversation's owner: whoever answers by now, a model is heard under this one only.
    owner_version bigint not null,
    -- Under which the visitor sees us.
    origin text not null,
    asked_at timestamptz not null,
    primary key (workspace_id, conversation_id)
);
call protect_workspace_table('bot_model_turns');
