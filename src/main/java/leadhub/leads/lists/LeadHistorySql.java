package leadhub.leads.lists;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.LargePages;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.events.FieldChange;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that read what happened to a lead, whole. */
@Component
class LeadHistorySql {
    /** Older versions kept the lead before and after, and no changes. */
    private static final String COLUMNS = """
            id, kind, occurred_at, actor, detail, changes,
            case when conversation_id is not null then detail #>> '{conversation,id}' end as conversation,
            case when kind = 'lead.updated' and changes is null then before - '{search_text,folded}'::text[] end as before,
            case when kind = 'lead.updated' and changes is null then after - '{search_text,folded}'::text[] end as after""";

    private static final String OF_ONE = "lead_id = ? and kind <> 'lead.talked'";

    /** Of a lead and those that have become part of it; that they did, it tells itself. */
    private static final String OF_MANY = "lead_id = any (?) and kind not in ('lead.merged_into', 'lead.talked')";

    private final Sql sql;

    LeadHistorySql(Sql sql) {
        this.sql = sql;
    }

    /** What a page has, the latest first. */
    LargePages.Contents contents(long workspaceId, Lead lead, Slice slice) {
        // For one lead the index has them in their order.
        var condition = lead.mergedFrom().isEmpty() ? OF_ONE : OF_MANY;
        var of = lead.mergedFrom().isEmpty() ? (Object) lead.id() : lead.idsOfAll();
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from lead_events where workspace_id = ? and " + condition, workspaceId, of),
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                Sql.Statement.of("""
                        select id, 500 + octet_length(concat(detail, changes, before, after)) as bytes
                        from (
                            select %s
                            from lead_events
                            where workspace_id = ?
                              and %s
                            order by id desc
                            limit ? offset ?
                        ) e
                        order by id desc
                        """.formatted(COLUMNS, condition), workspaceId, of, slice.limit(), slice.offset()));
        return new LargePages.Contents(answer.second(), answer.first());
    }

    List<HistoryEntry> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadHistorySql::read, """
                select %s
                from lead_events
                where workspace_id = ?
                  and id = any (?)
                """.formatted(COLUMNS), workspaceId, ids);
    }

    private static HistoryEntry read(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        var detail = row.getString("detail");
        var changes = changes(row, kind, detail);
        return new HistoryEntry(
                row.getLong("id"),
                kind,
                Times.get(row, "occurred_at"),
                Json.MAPPER.readValue(row.getString("actor"), Actor.class),
                changes,
                detail,
                row.getString("conversation"));
    }

    private static Map<String, FieldChange> changes(ResultSet row, String kind, @Nullable String detail)
            throws SQLException {
        var changes = row.getString("changes");
        var before = row.getString("before");
        var after = row.getString("after");
        if (changes == null && before != null && after != null) {
            return LeadChanges.between(Json.MAPPER.readTree(before), Json.MAPPER.readTree(after));
        }
        if (changes == null && detail != null && kind.equals("lead.rescored")) {
            var score = Json.MAPPER.readTree(detail);
            return Map.of("lead_score", new FieldChange(score.get("before"), score.get("after")));
        }
        return FieldChange.byField(changes);
    }
}
