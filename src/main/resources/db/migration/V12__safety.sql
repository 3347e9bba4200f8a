-- Scoring anew ends only when nobody writes by what was true before, and a second step outlives the key that sealed it.

-- Transactions from this one on may have written by what was true before the run was asked for.
alter table scoring_runs add column written_since bigint not null default 0;
-- When all leads had been gone through once.
alter table scoring_runs add column passed_at timestamptz;
-- A transaction by which everybody had heard; those before it may still write by what was true before.
alter table scoring_runs add column settles_at bigint;

-- What is to take the place of a secret that was sealed with a key that is lost; it counts once its first code was right.
alter table two_steps add column next_secret_sealed bytea;
