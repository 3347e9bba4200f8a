package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Sql;
import leadhub.base.Times;
import leadhub.panel.DateFormat;
import leadhub.panel.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on sessions. How long one lasts is the rule of the workspace it is in. */
@Component
class SessionSql {
    private static final String IN_WORKSPACE_OF_SESSION = """
            select set_config('leadhub.workspace', workspace_id::text, true)
            from sessions
            where token_sha256 = ?;
            """;

    private final Sql sql;

    SessionSql(Sql sql) {
        this.sql = sql;
    }

    /** A session with the workspace it is in, and the user that it is of there. */
    record Stay(
            Session session,
            Login login,
            Instant provenAt,
            @Nullable String formSecret,
            Visitor.Place place,
            String timeZone,
            String defaultCountry,
            @Nullable String language,
            DateFormat dateFormat,
            boolean twoStepsRequired,
            List<Visitor.Place> others) {}

    /** Every page asks for it: one round trip, though only the session tells which workspace's user may be read. */
    Optional<Stay> find(byte[] tokenSha256, Instant now) {
        return sql
                .globalQueryAfter(
                        IN_WORKSPACE_OF_SESSION,
                        SessionSql::readStay,
                        """
                select s.id as session_id, s.workspace_id, s.user_id, s.address, s.user_agent,
                       s.created_at as begun_at, s.seen_at, s.proven_at, s.form_secret,
                       w.slug, w.name as workspace_name, w.time_zone as workspace_time_zone, w.default_country,
                       w.language as workspace_language, w.date_format, w.two_steps_required,
                       others.ids as other_ids, others.slugs as other_slugs, others.names as other_names,
                       %s
                from sessions s
                join workspaces w on w.id = s.workspace_id
                join users on users.workspace_id = s.workspace_id and users.id = s.user_id
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
                  and s.seen_at > ?::timestamptz - make_interval(days => w.session_idle_days)
                  and s.created_at > ?::timestamptz - make_interval(days => w.session_most_days)
                  and users.removed_at is null
                """.formatted(LoginSql.COLUMNS),
                        tokenSha256,
                        tokenSha256,
                        now,
                        now)
                .stream()
                .findFirst();
    }

    void seen(byte[] tokenSha256, Instant now) {
        sql.globalUpdate("""
                update sessions
                set seen_at = ?
                where token_sha256 = ?
                """, now, tokenSha256);
    }

    /** Where a session was idle for too long to be entered by switching, though the workspace it is in allows it. */
    void endElsewhere(long id, Instant seenAt, Instant now) {
        sql.globalUpdate("""
                update session_users u
                set over_at = ?
                from sessions s, workspaces w
                where s.id = ?
                  and u.session_id = s.id
                  and u.workspace_id <> s.workspace_id
                  and u.over_at is null
                  and w.id = u.workspace_id
                  and ?::timestamptz <= ?::timestamptz - make_interval(days => w.session_idle_days)
                """, now, id, seenAt, now);
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
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning id
                """,
                        tokenSha256,
                        formSecret,
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
        return sql.globalQuery(SessionSql::readSession, """
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

    void prune(Instant now) {
        sql.globalUpdate("""
                delete from sessions s
                using workspaces w
                where w.id = s.workspace_id
                  and (s.seen_at <= ?::timestamptz - make_interval(days => w.session_idle_days)
                    or s.created_at <= ?::timestamptz - make_interval(days => w.session_most_days))
                """, now, now);
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
                LoginSql.read(row.getLong("workspace_id"), row),
                Times.get(row, "proven_at"),
                row.getString("form_secret"),
                new Visitor.Place(row.getLong("workspace_id"), row.getString("slug"), row.getString("workspace_name")),
                row.getString("workspace_time_zone"),
                row.getString("default_country"),
                row.getString("workspace_language"),
                DateFormat.of(row.getString("date_format")),
                row.getBoolean("two_steps_required"),
                others);
    }

    private static Session readSession(ResultSet row) throws SQLException {
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
