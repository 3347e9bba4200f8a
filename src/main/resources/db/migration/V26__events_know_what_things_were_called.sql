-- A public event tells of its lead as it was, however late it is read: what its pipeline, its stage and its owner were
-- called and when it had been changed last, which before and after don't hold; of a rescored lead, which has neither, the
-- names of its tags, and all of it where no event before tells of it. Null where the row is no public event, and in rows of
-- older versions.
alter table lead_events add column context jsonb;
