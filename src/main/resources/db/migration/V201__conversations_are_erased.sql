-- What visitors say isn't kept for ever: that there was a conversation stays, so that figures do.

-- Days without a word after which a bot's conversations are erased; null for never.
alter table bots add column retention_days integer check (retention_days > 0);
alter table conversations
    add column erased_at timestamptz,
    -- Of an erased one: whether its visitor had written anything.
    add column is_engaged boolean not null default false;
