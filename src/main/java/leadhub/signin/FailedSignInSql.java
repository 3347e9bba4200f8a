package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on failed sign-ins that the workspaces concerned are still to be told of. */
@Component
class FailedSignInSql {
    private final Sql sql;

    FailedSignInSql(Sql sql) {
        this.sql = sql;
    }

    /** The failures of a minute. */
    record Minute(
            Instant minute,
            String emailKey,
            String step,
            int count,
            long slowedSeconds,
            String address,
            @Nullable String requestId) {}

    void add(Instant minute, String emailKey, String step, long slowedSeconds, Client client) {
        sql.globalUpdate("""
                insert into failed_sign_ins as f (minute, email_key, step, count, slowed_seconds, address, request_id)
                values (?, ?, ?, 1, ?, ?, ?)
                on conflict (minute, email_key, step) do update
                set count = f.count + 1,
                    slowed_seconds = greatest(f.slowed_seconds, excluded.slowed_seconds),
                    address = excluded.address,
                    request_id = excluded.request_id
                """, minute, emailKey, step, slowedSeconds, client.address(), client.requestId());
    }

    /** Takes what came before a minute; whoever deletes it tells it. */
    List<Minute> take(Instant before, int most) {
        return sql.globalQuery(FailedSignInSql::read, """
                delete from failed_sign_ins
                where (minute, email_key, step) <= (
                    select minute, email_key, step
                    from (
                        select minute, email_key, step
                        from failed_sign_ins
                        where minute < ?
                        order by minute, email_key, step
                        limit ?) oldest
                    order by minute desc, email_key desc, step desc
                    limit 1)
                returning minute, email_key, step, count, slowed_seconds, address, request_id
                """, before, most);
    }

    private static Minute read(ResultSet row) throws SQLException {
        return new Minute(
                Times.get(row, "minute"),
                row.getString("email_key"),
                row.getString("step"),
                row.getInt("count"),
                row.getLong("slowed_seconds"),
                row.getString("address"),
                row.getString("request_id"));
    }
}
