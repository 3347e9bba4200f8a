-- The record of what happened is added to and read, never changed.
revoke update, delete on audit_entries from ${application_role};
-- A seed that was killed may have left it long; see V1.
alter index lead_search_pieces set (gin_pending_list_limit = 256);
