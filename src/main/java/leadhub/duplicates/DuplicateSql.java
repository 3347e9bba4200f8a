package leadhub.duplicates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The statements that list pairs and put them aside. {@link PairSql} finds them. */
@Component
class DuplicateSql {
    private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};

    /** More than anybody goes through; to count on would take seconds. */
    private static final int MOST_COUNTED = 10_000;

    private final Sql sql;

    DuplicateSql(Sql sql) {
        this.sql = sql;
    }

    /** A pair by the ids of its leads. */
    record Row(long id, long leadId, long otherId, int score, List<Reason> reasons) {}

    /** Of pairs whose leads are both there and that the caller sees. */
    private static String open() {
        return """
                from duplicates d
                join leads one on one.workspace_id = d.workspace_id and one.id = d.lead_id
                join leads other on other.workspace_id = d.workspace_id and other.id = d.other_id
                where d.workspace_id = :workspace_id
                  and d.dismissed_at is null
                  and (:owners::text is null or %s and %s)
                """.formatted(
                        Owners.condition("one.assigned_user_id").replace("?", ":owners"),
                        Owners.condition("other.assigned_user_id").replace("?", ":owners"));
    }

    /** The surest first. */
    Page<Row> list(long workspaceId, @Nullable Owners visible, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from (select %s limit :most) counted".formatted(open()),
                        values(workspaceId, visible).and("most", MOST_COUNTED)),
                DuplicateSql::read,
                Sql.Statement.of(
                        """
                        select d.id, d.lead_id, d.other_id, d.score, d.reasons
                        %s
                        order by d.score desc, d.id desc
                        limit :limit offset :offset
                        """.formatted(open()),
                        values(workspaceId, visible).and("limit", slice.limit()).and("offset", slice.offset())));
        return new Page<>(answer.second(), answer.first());
    }

    /** How many, up to what anybody goes through. */
    long count(long workspaceId, @Nullable Owners visible) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from (select %s limit :most) counted".formatted(open()),
                values(workspaceId, visible).and("most", MOST_COUNTED));
    }

    private static NamedValues values(long workspaceId, @Nullable Owners visible) {
        return NamedValues.of("workspace_id", workspaceId).and("owners", visible == null ? null : visible.array());
    }

    /** The leads of a page of pairs. */
    List<Lead> leads(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadRows::read, LeadRows.finding(workspaceId, ids));
    }

    /** One pair, dismissed or not. */
    Optional<Row> find(long workspaceId, long id) {
        return sql.find(workspaceId, DuplicateSql::read, """
                select id, lead_id, other_id, score, reasons
                from duplicates
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    /** False if it was dismissed before. */
    boolean dismiss(long workspaceId, long id, String actor, Instant now) {
        return sql.update(workspaceId, """
                update duplicates
                set dismissed_at = ?, dismissed_by = ?::jsonb
                where workspace_id = ?
                  and id = ?
                  and dismissed_at is null
                """, now, actor, workspaceId, id) > 0;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("lead_id"),
                row.getLong("other_id"),
                row.getInt("score"),
                Json.MAPPER.readValue(row.getString("reasons"), REASONS));
    }
}
