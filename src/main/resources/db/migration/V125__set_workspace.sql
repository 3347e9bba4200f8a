-- For a database that is spread over machines: the others hear of "set local" alone, and not of set_config.
create function set_workspace(id text) returns void
    language plpgsql as $$
begin
    execute format('set local leadhub.workspace = %L', id);
end
$$;

-- The same, and which of the transactions that events are numbered by is the oldest that has not ended.
create function set_workspace_and_horizon(id text) returns void
    language plpgsql as $$
begin
    execute format('set local leadhub.workspace = %L', id);
    execute format('set local leadhub.horizon = %L', pg_snapshot_xmin(pg_current_snapshot())::text);
end
$$;
