-- On a cluster a transaction that was prepared on another machine has ended here before it is visible there. It keeps the lock
-- on its own number until then, so the horizon is not behind the oldest number that is locked. The snapshot is taken first:
-- whoever is neither in it nor among the locks has ended everywhere.
create or replace function set_workspace_and_horizon(id text) returns void
    language plpgsql as $$
declare
    oldest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    behind bigint;
begin
    -- Locks bear the low half of a number; one that seems to be half a circle behind is ahead.
    select coalesce(max(distance), 0)
    into behind
    from (
        select (oldest - l.transactionid::text::bigint) & 4294967295 as distance
        from pg_locks l
        where l.locktype = 'transactionid'
          and l.granted
          and l.mode = 'ExclusiveLock') locked
    where distance < 2147483648;
    execute format('set local leadhub.workspace = %L', id);
    execute format('set local leadhub.horizon = %L', (oldest - behind)::text);
end
$$;
