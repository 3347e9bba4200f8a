package leadhub.exports.schedules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.exports.ExportFormat;
import leadhub.exports.schedules.ScheduledExport.Reason;
import leadhub.exports.schedules.ScheduledExport.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on scheduled exports; {@link ExportFileSql} has those on their files. */
@Component
class ExportScheduleSql {
    private static final String COLUMNS = """
            id, user_id, name, query, columns, format, delimiter, has_mark, every, weekday, month_day, hour, state, reason,
            next_at, origin, created_at, updated_at""";

    private final Sql sql;

    ExportScheduleSql(Sql sql) {
        this.sql = sql;
    }

    /** How many there are; another one comes only after this transaction. */
    int count(long workspaceId) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock(hashtextextended('export_schedules', ?))", workspaceId);
        return sql.get(workspaceId, row -> row.getInt(1), """
                select count(*)
                from export_schedules
                where workspace_id = ?
                """, workspaceId);
    }

    long insert(long workspaceId, ExportWish wish, Instant nextAt, Instant now) {
        return sql.get(
                workspaceId,
                row -> row.getLong("id"),
                """
                insert into export_schedules
                    (workspace_id, user_id, name, query, columns, format, delimiter, has_mark, every, weekday, month_day, hour,
                    state, next_at, origin, created_at, updated_at)
                values (:workspace_id, :user_id, :name, :query, :columns, :format, :delimiter, :has_mark, :every, :weekday,
                    :month_day, :hour, 'active', :next_at, :origin, :now, :now)
                returning id
                """,
                values(workspaceId, wish).and("next_at", nextAt).and("now", now));
    }

    void update(
            long workspaceId,
            long id,
            ExportWish wish,
            State state,
            @Nullable Reason reason,
            @Nullable Instant nextAt,
            Instant now) {
        sql.update(
                workspaceId,
                """
                update export_schedules
                set user_id = :user_id, name = :name, query = :query, columns = :columns, format = :format,
                    delimiter = :delimiter, has_mark = :has_mark, every = :every, weekday = :weekday, month_day = :month_day,
                    hour = :hour, state = :state, reason = :reason, next_at = :next_at, origin = :origin, updated_at = :now
                where workspace_id = :workspace_id
                  and id = :id
                """,
                values(workspaceId, wish)
                        .and("id", id)
                        .and("state", state.word())
                        .and("reason", reason == null ? null : reason.word())
                        .and("next_at", nextAt)
                        .and("now", now));
    }

    private static NamedValues values(long workspaceId, ExportWish wish) {
        var terms = wish.terms();
        var timing = wish.timing();
        var weekday = timing.weekday();
        return NamedValues.of("workspace_id", workspaceId)
                .and("user_id", wish.userId())
                .and("name", wish.name())
                .and("query", terms.query())
                .and("columns", terms.columns().toArray(String[]::new))
                .and("format", terms.format().extension())
                .and("delimiter", Character.toString(terms.delimiter()))
                .and("has_mark", terms.hasMark())
                .and("every", timing.every().word())
                .and("weekday", weekday == null ? null : (Integer) weekday.getValue())
                .and("month_day", timing.day())
                .and("hour", timing.hour())
                .and("origin", wish.origin());
    }

    /** When its next file is made, and nothing else. */
    void setNext(long workspaceId, long id, Instant nextAt) {
        sql.update(workspaceId, """
                update export_schedules
                set next_at = ?
                where workspace_id = ?
                  and id = ?
                """, nextAt, workspaceId, id);
    }

    void stop(long workspaceId, long id, Reason reason, Instant now) {
        sql.update(workspaceId, """
                update export_schedules
                set state = 'stopped', reason = ?, next_at = null, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, reason.word(), now, workspaceId, id);
    }

    boolean delete(long workspaceId, long id) {
        return sql.update(workspaceId, """
                        delete from export_schedules
                        where workspace_id = ?
                          and id = ?
                        """, workspaceId, id) > 0;
    }

    Optional<ScheduledExport> find(long workspaceId, long id) {
        return sql.find(workspaceId, ExportScheduleSql::read, """
                select %s
                from export_schedules
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<ScheduledExport> lock(long workspaceId, long id) {
        return sql.find(workspaceId, ExportScheduleSql::read, """
                select %s
                from export_schedules
                where workspace_id = ?
                  and id = ?
                for no key update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** By id. @param userId whose; null for everybody's */
    Page<ScheduledExport> list(long workspaceId, @Nullable Long userId, Slice slice) {
        var found = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from export_schedules
                        where workspace_id = ?
                          and (?::bigint is null or user_id = ?)
                        """, workspaceId, userId, userId),
                ExportScheduleSql::read,
                Sql.Statement.of("""
                        select %s
                        from export_schedules
                        where workspace_id = ?
                          and (?::bigint is null or user_id = ?)
                        order by id
                        offset ?
                        limit ?
                        """.formatted(COLUMNS), workspaceId, userId, userId, slice.offset(), slice.limit()));
        return new Page<>(found.second(), found.first());
    }

    /** Those that aren't stopped. @param userId whose; null for everybody's */
    List<ScheduledExport> going(long workspaceId, @Nullable Long userId) {
        return sql.query(workspaceId, ExportScheduleSql::read, """
                select %s
                from export_schedules
                where workspace_id = ?
                  and state <> 'stopped'
                  and (?::bigint is null or user_id = ?)
                order by id
                """.formatted(COLUMNS), workspaceId, userId, userId);
    }

    private static ScheduledExport read(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var terms = new ExportTerms(
                row.getString("query"),
                List.of((String[]) row.getArray("columns").getArray()),
                ExportFormat.valueOf(upper(row.getString("format"))),
                row.getString("delimiter").charAt(0),
                row.getBoolean("has_mark"));
        return new ScheduledExport(
                row.getLong("id"),
                new ExportWish(
                        row.getString("name"), row.getLong("user_id"), terms, timing(row), row.getString("origin")),
                State.valueOf(upper(row.getString("state"))),
                reason == null ? null : Reason.valueOf(upper(reason)),
                Times.find(row, "next_at"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }

    private static Timing timing(ResultSet row) throws SQLException {
        @Nullable Integer weekday = row.getObject("weekday", Integer.class);
        return new Timing(
                Timing.Every.ofWord(row.getString("every")).orElseThrow(),
                weekday == null ? null : DayOfWeek.of(weekday),
                row.getObject("month_day", Integer.class),
                row.getInt("hour"));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
