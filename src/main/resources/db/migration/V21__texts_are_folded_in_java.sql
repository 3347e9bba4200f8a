-- Filters and searches compare texts that were folded in Java and stored (docs/adr/0010). A job folds what is there.

-- What filters compare, where it is more than the text in lower case: {"company": "…", "custom_fields": {"key": "…"}}.
alter table leads add column folded jsonb;

-- The rules by which a workspace's leads are folded, and up to which id, while a job is at it; null once all are.
alter table workspaces add column folding_rules text;
alter table workspaces add column folded_up_to bigint default 0;
