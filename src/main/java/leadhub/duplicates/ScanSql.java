package leadhub.duplicates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.events.EventsSince;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on how far leads are looked through, and on those to look at. {@link PairSql} finds the pairs among them. */
@Component
class ScanSql {
    private final Sql sql;

    ScanSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far a workspace's leads were looked through.
     *
     * @param moment what happened since then is still to be looked at
     * @param reached the last lead that was looked at; null once all were
     */
    record Progress(String moment, @Nullable Long reached) {}

    /** Makes a scan where there is none. Called before {@link #take}. */
    void begin(long workspaceId) {
        sql.update(workspaceId, """
                insert into duplicate_scans (workspace_id, moment, reached)
                values (?, %s, 0)
                on conflict do nothing
                """.formatted(Moments.BY_NOW), workspaceId);
    }

    boolean isBegun(long workspaceId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (select from duplicate_scans where workspace_id = ?)
                """, workspaceId);
    }

    /** Empty while somebody else is at it. */
    Optional<Progress> take(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> new Progress(row.getString("moment"), row.getObject("reached", Long.class)),
                """
                select moment, reached
                from duplicate_scans
                where workspace_id = ?
                for update skip locked
                """,
                workspaceId);
    }

    void reached(long workspaceId, @Nullable Long id) {
        sql.defer(workspaceId, "update duplicate_scans set reached = ? where workspace_id = ?", id, workspaceId);
    }

    /** All leads are looked through again. */
    void startOver(long workspaceId) {
        sql.update(workspaceId, """
                update duplicate_scans
                set reached = 0, moment = %s
                where workspace_id = ?
                """.formatted(Moments.BY_NOW), workspaceId);
    }

    void moment(long workspaceId, String moment) {
        sql.defer(workspaceId, "update duplicate_scans set moment = ? where workspace_id = ?", moment, workspaceId);
    }

    /** @param moment the one that they were read at */
    record Changed(String moment, List<Long> leadIds, boolean isTooMany) {}

    Changed changedSince(long workspaceId, String moment) {
        return sql.get(
                workspaceId,
                row -> new Changed(
                        row.getString("moment"),
                        List.of((Long[]) row.getArray("ids").getArray()),
                        row.getBoolean("too_many")),
                EventsSince.SINCE + """
                select %s as moment,
                       coalesce(array_agg(distinct lead_id) filter (where lead_id <> 0), '{}') as ids,
                       %s as too_many
                from since
                """.formatted(Moments.NOW, EventsSince.TOO_MANY),
                workspaceId,
                moment,
                moment);
    }

    private static final String PERSON = """
            select id, left(first_name, 255) as first_name, left(last_name, 255) as last_name, left(email, 321) as email, phone_e164,
                   left(company, 255) as company
            from leads
            """;

    List<Person> after(long workspaceId, long id, int most) {
        return sql.query(workspaceId, ScanSql::read, PERSON + """
                where workspace_id = ?
                  and id > ?
                order by id
                limit ?
                """, workspaceId, id, most);
    }

    List<Person> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, ScanSql::read, PERSON + """
                where workspace_id = ?
                  and id = any (?)
                """, workspaceId, ids);
    }

    private static Person read(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone_e164"),
                row.getString("company"));
    }
}
