-- What the change that started a run didn't want brought about, and the run doesn't bring about either; null for nothing.
alter table automation_runs add column suppressed text[];
