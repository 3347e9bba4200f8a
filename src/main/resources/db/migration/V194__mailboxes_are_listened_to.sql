-- A mailbox whose server says when a message comes (RFC 2177) is listened to, by one process; a message that its server can't hand
-- over keeps none of the others from being read; and leads answer to an address of their own.
alter table mailboxes
    -- A process listens until then at most, unless it says so again.
    add column listened_until timestamptz,
    -- A message has come since it was taken to be read: it is read again at once.
    add column is_woken boolean not null default false,
    -- At which message reading broke off last, and how often in a row; 0 for none.
    add column bad_uid bigint not null default 0,
    add column bad_tries integer not null default 0,
    -- Messages that people want fetched once more.
    add column again_uids bigint[] not null default '{}',
    -- Its address, if its server also takes what is sent to that with a plus and more.
    add column reply_address text;
