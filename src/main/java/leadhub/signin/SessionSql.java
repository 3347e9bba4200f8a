package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that begin, list and end sessions. How long one lasts is the rule of the workspace it is in. */
@Component
class SessionSql implements Expiring {
    private final Sql sql;

    SessionSql(Sql sql) {
        this.sql = sql;
    }

    /** The password was given again: the session has another token from now on. */
    void proven(long id, byte[] tokenSha256, Instant now) {
        sql.globalUpdate("""
                update sessions
                set proven_at = ?, token_sha256 = ?
                where id = ?
                """, now, tokenSha256, id);
    }

    int endByToken(byte[] tokenSha256) {
        return sql.globalUpdate("""
                delete from sessions
                where token_sha256 = ?
                """, tokenSha256);
    }

    long insert(
            byte[] tokenSha256,
            String formSecret,
            Login login,
            String address,
            @Nullable String userAgent,
            Instant now) {
        return sql.globalQuery(
                        row -> row.getLong("id"),
                        """
                insert into sessions
                    (token_sha256, form_secret, workspace_id, user_id, address, user_agent, created_at, seen_at, proven_at)
                values (:token_sha256, :form_secret, :workspace_id, :user_id, :address, :user_agent, :created_at, :seen_at, :proven_at)
                returning id
                """,
                        NamedValues.of("token_sha256", tokenSha256)
                                .and("form_secret", formSecret)
                                .and("workspace_id", login.workspaceId())
                                .and("user_id", login.user().id())
                                .and("address", address)
                                .and("user_agent", userAgent)
                                .and("created_at", now)
                                .and("seen_at", now)
                                .and("proven_at", now))
                .getFirst();
    }

    void addUser(long sessionId, Login login) {
        sql.globalUpdate("""
                insert into session_users (session_id, workspace_id, user_id)
                values (?, ?, ?)
                """, sessionId, login.workspaceId(), login.user().id());
    }

    /** The user that the session is there; empty if the workspace's own rules have ended it. */
    Optional<Long> move(long sessionId, long workspaceId, Instant now) {
        return sql.globalQuery(row -> row.getLong("user_id"), """
                update sessions s
                set workspace_id = u.workspace_id, user_id = u.user_id
                from session_users u, workspaces w
                where s.id = ?
                  and u.session_id = s.id
                  and u.workspace_id = ?
                  and u.over_at is null
                  and w.id = u.workspace_id
                  and s.created_at > ?::timestamptz - make_interval(days => w.session_most_days)
                returning s.user_id
                """, sessionId, workspaceId, now).stream()
                .findFirst();
    }

    List<Session> list(long workspaceId, long userId, Instant now) {
        return sql.globalQuery(SessionSql::read, """
                select s.id as session_id, s.workspace_id, s.user_id, s.address, s.user_agent,
                       s.created_at as begun_at, s.seen_at
                from sessions s
                join session_users u on u.session_id = s.id
                join workspaces w on w.id = s.workspace_id
                where u.workspace_id = ?
                  and u.user_id = ?
                  and s.seen_at > ?::timestamptz - make_interval(days => w.session_idle_days)
                  and s.created_at > ?::timestamptz - make_interval(days => w.session_most_days)
                order by s.seen_at desc
                limit 100
                """, workspaceId, userId, now, now);
    }

    int end(long workspaceId, long userId, long id) {
        return sql.globalUpdate("""
                delete from sessions s
                using session_users u
                where s.id = ?
                  and u.session_id = s.id
                  and u.workspace_id = ?
                  and u.user_id = ?
                """, id, workspaceId, userId);
    }

    void endAll(long workspaceId, long userId, long stays) {
        sql.globalUpdate("""
                delete from sessions s
                using session_users u
                where u.session_id = s.id
                  and u.workspace_id = ?
                  and u.user_id = ?
                  and s.id <> ?
                """, workspaceId, userId, stays);
    }

    @Override
    public void prune(Instant now) {
        sql.globalUpdate("""
                delete from sessions s
                using workspaces w
                where w.id = s.workspace_id
                  and (s.seen_at <= ?::timestamptz - make_interval(days => w.session_idle_days)
                    or s.created_at <= ?::timestamptz - make_interval(days => w.session_most_days))
                """, now, now);
    }

    static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getLong("session_id"),
                row.getLong("workspace_id"),
                row.getLong("user_id"),
                row.getString("address"),
                row.getString("user_agent"),
                Times.get(row, "begun_at"),
                Times.get(row, "seen_at"));
    }
}
