package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.panel.DateFormat;
import leadhub.panel.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on the session of a visit. How long one lasts is the rule of the workspace it is in. */
@Component
class SignedInSql {
    private static final String WORKSPACE_OF_SESSION = """
            select workspace_id
            from sessions
            where token_sha256 = ?
            """;

    private final Sql sql;

    SignedInSql(Sql sql) {
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
            String currency,
            @Nullable String language,
            DateFormat dateFormat,
            boolean twoStepsRequired,
            List<Visitor.Place> others,
            int unread,
            int waiting) {}

    /** Every page asks for it: only the session tells which workspace's user may be read. */
    Optional<Stay> find(byte[] tokenSha256, Instant now) {
        return sql
                .queryInWorkspaceOf(
                        Sql.Statement.of(WORKSPACE_OF_SESSION, tokenSha256),
                        SignedInSql::readStay,
                        Sql.Statement.of(
                                """
                select s.*,
                       (select count(*)
                        from (select from notifications n
                              where n.workspace_id = users.workspace_id
                                and n.user_id = users.id
                                and n.read_at is null
                              limit %d) unread) as unread,
                       (select count(*)
                        from (select from conversations c
                              where c.workspace_id = users.workspace_id
                                and c.status <> 'completed'
                                and (c.owner_kind = 'queue' or c.owner_kind = 'agent' and c.owner_user_id = users.id)
                                and c.last_number > c.team_read
                              limit %d) waiting) as waiting,
                       %s
                from (
                    select s.id as session_id, s.workspace_id, s.user_id, s.address, s.user_agent,
                           s.created_at as begun_at, s.seen_at, s.proven_at, s.form_secret,
                           w.slug, w.name as workspace_name, w.time_zone as workspace_time_zone, w.default_country,
                           w.currency, w.language as workspace_language, w.date_format, w.two_steps_required,
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
                      and s.seen_at > ?::timestamptz - make_interval(days => w.session_idle_days)
                      and s.created_at > ?::timestamptz - make_interval(days => w.session_most_days)
                    offset 0
                ) s
                join users on users.workspace_id = s.workspace_id and users.id = s.user_id
                where users.removed_at is null
                """.formatted(Visitor.MOST_UNREAD, Visitor.MOST_UNREAD, LoginSql.COLUMNS),
                                tokenSha256,
                                now,
                                now))
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
                SessionSql.read(row),
                LoginSql.read(row.getLong("workspace_id"), row),
                Times.get(row, "proven_at"),
                row.getString("form_secret"),
                new Visitor.Place(row.getLong("workspace_id"), row.getString("slug"), row.getString("workspace_name")),
                row.getString("workspace_time_zone"),
                row.getString("default_country"),
                row.getString("currency"),
                row.getString("workspace_language"),
                DateFormat.of(row.getString("date_format")),
                row.getBoolean("two_steps_required"),
                others,
                row.getInt("unread"),
                row.getInt("waiting"));
    }
}
