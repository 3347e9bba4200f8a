-- A note may tell of a call, an email or a meeting. Null is a plain note, as all from before and all that were deleted are.
alter table lead_notes add column kind text check (kind in ('call', 'email', 'meeting'));
