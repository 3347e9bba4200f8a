-- Secrets of bots that were deleted: nobody can remove them any more.

alter table bots no force row level security;
alter table bot_models no force row level security;
alter table bot_identity_keys no force row level security;
delete from bot_models m
using bots b
where b.workspace_id = m.workspace_id
  and b.id = m.bot_id
  and b.removed_at is not null;
delete from bot_identity_keys k
using bots b
where b.workspace_id = k.workspace_id
  and b.id = k.bot_id
  and b.removed_at is not null;
alter table bot_identity_keys force row level security;
alter table bot_models force row level security;
alter table bots force row level security;

-- The messages with what was asked before the latest question and isn't answered, either.
alter table bot_model_turns add column earlier bigint[] not null default '{}';
