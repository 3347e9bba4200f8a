-- Scoring anew comes to its end only when nobody writes by what was true before.

-- Transactions from this one on may have written by what was true before the run was asked for.
alter table scoring_runs add column written_since bigint not null default 0;
-- When all leads had been gone through once.
alter table scoring_runs add column passed_at timestamptz;
-- A transaction by which everybody had heard; those before it may still write by what was true before.
alter table scoring_runs add column settles_at bigint;
