-- An answer that says a secret is sealed while it is kept for a repeated request.
alter table idempotent_answers add column is_sealed boolean not null default false;
