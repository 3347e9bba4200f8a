-- Visitors whom a website knows, by tokens that it signs.

create sequence bot_identity_key_ids;
create table bot_identity_keys (
    workspace_id bigint not null,
    bot_id text not null,
    id bigint not null default nextval('bot_identity_key_ids'),
    -- Sealed.
    secret bytea not null,
    created_at timestamptz not null,
    primary key (workspace_id, bot_id, id)
);
call protect_workspace_table('bot_identity_keys');

-- Who the visitor is to the website (the token's subject); null where it didn't say.
alter table conversations add column identity text;
create index conversations_by_identity on conversations (workspace_id, bot_id, identity, id) where identity is not null;
