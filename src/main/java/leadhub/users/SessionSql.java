package leadhub.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.admin.Visitor;
import leadhub.base.Role;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on sessions, and on who may begin one. */
@Component
class SessionSql {
    /** Somebody with one password in more workspaces than this can sign in to the first ones. */
    private static final int MOST_WORKSPACES = 20;

    private final Sql sql;

    SessionSql(Sql sql) {
        this.sql = sql;
    }

    /** A session with the workspace it is in. */
    record Stay(
            Session session,
            Instant provenAt,
            Visitor.Place place,
            String timeZone,
            String defaultCountry,
            List<Visitor.Place> others) {}

    Optional<Stay> find(byte[] tokenSha256, Instant seenAfter, Instant begunAfter) {
        return sql.globalQuery(SessionSql::readStay, """
                select s.id, s.workspace_id, s.user_id, s.address, s.user_agent, s.created_at, s.seen_at, s.proven_at,
                       w.slug, w.name, w.time_zone, w.default_country,
                       others.ids as other_ids, others.slugs as other_slugs, others.names as other_names
                from sessions s
                join workspaces w on w.id = s.workspace_id
                cross join lateral (
                    select array_agg(o.id order by o.id) as ids,
                           array_agg(o.slug order by o.id) as slugs,
                           array_agg(o.name order by o.id) as names
                    from session_users u
                    join workspaces o on o.id = u.workspace_id
                    where u.session_id = s.id
                      and u.workspace_id <> s.workspace_id
                ) others
                where s.token_sha256 = ?
                  and s.seen_at > ?
                  and s.created_at > ?
                """, tokenSha256, seenAfter, begunAfter).stream()
                .findFirst();
    }

    Optional<Login> login(long workspaceId, long userId) {
        return sql.find(workspaceId, row -> readLogin(workspaceId, row), """
                select id, name, email, role, status, created_at, updated_at, password_hash, language, theme, time_zone
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                """, workspaceId, userId);
    }

    /** The users that bear an e-mail, in whatever workspace. */
    List<Login> logins(String emailKey) {
        var found = sql.globalQuery(
                row -> new long[] {row.getLong("workspace_id"), row.getLong("user_id")},
                """
                select workspace_id, user_id
                from logins
                where email_key = ?
                order by workspace_id
                limit ?
                """,
                emailKey,
                MOST_WORKSPACES);
        var logins = new ArrayList<Login>();
        for (var one : found) {
            login(one[0], one[1]).ifPresent(logins::add);
        }
        return logins;
    }

    void seen(byte[] tokenSha256, Instant now) {
        sql.globalUpdate("""
                update sessions
                set seen_at = ?
                where token_sha256 = ?
                """, now, tokenSha256);
    }

    void proven(long id, Instant now) {
        sql.globalUpdate("""
                update sessions
                set proven_at = ?
                where id = ?
                """, now, id);
    }

    long insert(byte[] tokenSha256, Login login, String address, @Nullable String userAgent, Instant now) {
        return sql.globalQuery(
                        row -> row.getLong("id"),
                        """
                insert into sessions
                    (token_sha256, workspace_id, user_id, address, user_agent, created_at, seen_at, proven_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                returning id
                """,
                        tokenSha256,
                        login.workspaceId(),
                        login.user().id(),
                        address,
                        userAgent,
                        now,
                        now,
                        now)
                .getFirst();
    }

    void addUser(long sessionId, Login login) {
        sql.globalUpdate("""
                insert into session_users (session_id, workspace_id, user_id)
                values (?, ?, ?)
                """, sessionId, login.workspaceId(), login.user().id());
    }

    boolean move(long sessionId, long workspaceId) {
        return sql.globalUpdate("""
                update sessions s
                set workspace_id = u.workspace_id, user_id = u.user_id
                from session_users u
                where s.id = ?
                  and u.session_id = s.id
                  and u.workspace_id = ?
                """, sessionId, workspaceId) == 1;
    }

    List<Session> list(long workspaceId, long userId, Instant seenAfter, Instant begunAfter) {
        return sql.globalQuery(SessionSql::readSession, """
                select s.id, s.workspace_id, s.user_id, s.address, s.user_agent, s.created_at, s.seen_at
                from sessions s
                join session_users u on u.session_id = s.id
                where u.workspace_id = ?
                  and u.user_id = ?
                  and s.seen_at > ?
                  and s.created_at > ?
                order by s.seen_at desc
                limit 100
                """, workspaceId, userId, seenAfter, begunAfter);
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

    void prune(Instant seenAfter, Instant begunAfter) {
        sql.globalUpdate("""
                delete from sessions
                where seen_at < ?
                   or created_at < ?
                """, seenAfter, begunAfter);
    }

    private static Stay readStay(ResultSet row) throws SQLException {
        var others = new ArrayList<Visitor.Place>();
        var ids = row.getArray("other_ids");
        if (ids != null) {
            var slugs = (String[]) row.getArray("other_slugs").getArray();
            var names = (String[]) row.getArray("other_names").getArray();
            var numbers = (Long[]) ids.getArray();
            for (var i = 0; i < numbers.length; i++) {
                others.add(new Visitor.Place(numbers[i], slugs[i], names[i]));
            }
        }
        return new Stay(
                readSession(row),
                Times.get(row, "proven_at"),
                new Visitor.Place(row.getLong("workspace_id"), row.getString("slug"), row.getString("name")),
                row.getString("time_zone"),
                row.getString("default_country"),
                others);
    }

    private static Session readSession(ResultSet row) throws SQLException {
        return new Session(
                row.getLong("id"),
                row.getLong("workspace_id"),
                row.getLong("user_id"),
                row.getString("address"),
                row.getString("user_agent"),
                Times.get(row, "created_at"),
                Times.get(row, "seen_at"));
    }

    private static Login readLogin(long workspaceId, ResultSet row) throws SQLException {
        var hash = row.getString("password_hash");
        return new Login(
                workspaceId,
                new User(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("email"),
                        Role.ofWord(row.getString("role")).orElseThrow(),
                        Status.ofWord(row.getString("status")).orElseThrow(),
                        Times.get(row, "created_at"),
                        Times.get(row, "updated_at")),
                hash == null ? null : new PasswordHash(hash),
                row.getString("language"),
                row.getString("theme"),
                row.getString("time_zone"));
    }
}
