package leadhub.apikeys;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import leadhub.api.Credential;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that count the use of keys. */
@Component
class KeyUseSql {
    private final Sql sql;

    KeyUseSql(Sql sql) {
        this.sql = sql;
    }

    /** Adds the calls of an hour, and deletes the key's counts that are too old to be needed. */
    void add(Credential key, long calls, Instant now, Instant hour, Instant oldest) {
        sql.update(
                key.workspaceId(),
                """
                with used as (
                    update api_keys
                    set last_used_at = :now
                    where workspace_id = :workspace_id
                      and id = :key_id
                ), old as (
                    delete from api_key_hours
                    where workspace_id = :workspace_id
                      and api_key_id = :key_id
                      and hour < :oldest
                )
                insert into api_key_hours (workspace_id, api_key_id, hour, calls)
                values (:workspace_id, :key_id, :hour, :calls)
                on conflict (workspace_id, api_key_id, hour) do update set calls = api_key_hours.calls + excluded.calls
                """,
                NamedValues.of("now", now)
                        .and("workspace_id", key.workspaceId())
                        .and("key_id", key.keyId())
                        .and("oldest", oldest)
                        .and("hour", hour)
                        .and("calls", calls));
    }

    Map<Long, Long> since(long workspaceId, Instant since) {
        var calls = new HashMap<Long, Long>();
        sql.query(
                workspaceId,
                row -> calls.put(row.getLong("api_key_id"), row.getLong("calls")) == null,
                """
                select api_key_id, sum(calls)::bigint as calls
                from api_key_hours
                where workspace_id = ?
                  and hour >= ?
                group by api_key_id
                """,
                workspaceId,
                since);
        return calls;
    }
}
