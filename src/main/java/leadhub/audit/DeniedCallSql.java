package leadhub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on refused callers that their workspace is still to be told of. */
@Component
class DeniedCallSql {
    private final Sql sql;

    DeniedCallSql(Sql sql) {
        this.sql = sql;
    }

    /** What a caller was refused in a minute, the last one by method and path. */
    record Minute(Caller caller, String reason, int count, String method, String path) {}

    void add(Instant minute, Caller caller, String reason, String method, String path) {
        sql.globalUpdate(
                """
                insert into denied_calls as d
                    (minute, workspace_id, actor_kind, actor_id, reason, actor, count, method, path, address, request_id)
                values (:minute, :workspace_id, :actor_kind, :actor_id, :reason, :actor::jsonb, 1, :method, :path, :address, :request_id)
                on conflict (minute, workspace_id, actor_kind, actor_id, reason) do update
                set count = d.count + 1,
                    method = excluded.method,
                    path = excluded.path,
                    address = excluded.address,
                    request_id = excluded.request_id
                """,
                NamedValues.of("minute", minute)
                        .and("workspace_id", caller.workspaceId())
                        .and("actor_kind", caller.actor().kind().name())
                        .and("actor_id", caller.actor().id())
                        .and("reason", reason)
                        .and("actor", Json.write(caller.actor()))
                        .and("method", method)
                        .and("path", path)
                        .and("address", caller.address())
                        .and("request_id", caller.requestId()));
    }

    /** Takes what came before a minute; whoever deletes it tells it. */
    List<Minute> take(Instant before, int most) {
        return sql.globalQuery(DeniedCallSql::read, """
                delete from denied_calls
                where (minute, workspace_id, actor_kind, actor_id, reason) <= (
                    select minute, workspace_id, actor_kind, actor_id, reason
                    from (
                        select minute, workspace_id, actor_kind, actor_id, reason
                        from denied_calls
                        where minute < ?
                        order by minute, workspace_id, actor_kind, actor_id, reason
                        limit ?) oldest
                    order by minute desc, workspace_id desc, actor_kind desc, actor_id desc, reason desc
                    limit 1)
                returning workspace_id, actor, reason, count, method, path, address, request_id
                """, before, most);
    }

    private static Minute read(ResultSet row) throws SQLException {
        var actor = Json.MAPPER.readValue(row.getString("actor"), Actor.class);
        var caller = new Caller(
                row.getLong("workspace_id"),
                Region.UNKNOWN,
                Role.READ_ONLY,
                actor,
                row.getString("address"),
                row.getString("request_id"));
        return new Minute(
                caller, row.getString("reason"), row.getInt("count"), row.getString("method"), row.getString("path"));
    }
}
