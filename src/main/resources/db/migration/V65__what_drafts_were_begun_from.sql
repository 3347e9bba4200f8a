-- What was published when a draft was begun: name, re-entry and exit rules make no version of their own, so that the version
-- alone doesn't tell whether the API has changed them since. Of drafts that are there already nobody knows it.
alter table automation_drafts add column begun_from text not null default '';
alter table automation_drafts alter column begun_from drop default;
