-- Where a form has as many as it keeps, the oldest of what was typed and not sent go.
create index form_partials_oldest on form_partials (workspace_id, form_id, updated_at, id);
