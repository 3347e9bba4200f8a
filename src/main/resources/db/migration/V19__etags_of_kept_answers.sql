-- Keeps the ETag of an answer that a repeated request gets again; null for answers that bear none.
alter table idempotent_answers add column etag text;
