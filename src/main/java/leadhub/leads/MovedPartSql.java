package leadhub.leads;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The statements that move what features keep of a lead along with it, as they say in their {@link LeadPart}s. */
@Component
class MovedPartSql {
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final Sql sql;
    private final List<LeadPart> parts;
    private final List<String> tables;

    MovedPartSql(Sql sql, List<LeadPart> parts) {
        this.sql = sql;
        this.parts = parts.stream()
                .filter(part -> part.merge() == LeadPart.Merge.MOVES)
                .sorted(Comparator.comparing(LeadPart::table))
                .toList();
        this.tables = this.parts.stream().map(LeadPart::table).toList();
    }

    /** How many rows that people see would move with a lead, by their tables. */
    Map<String, Long> count(long workspaceId, long leadId) {
        var counts = parts.stream()
                .map(part -> """
                        '%1$s', (
                            select count(*)
                            from %1$s
                            where workspace_id = :workspace_id
                              and lead_id = :lead_id
                              and %2$s
                        )""".formatted(part.table(), part.counted()))
                .collect(Collectors.joining(",\n"));
        return sql.query(
                        workspaceId,
                        row -> Json.MAPPER.readValue(row.getString(1), COUNTS),
                        Sql.Statement.of(
                                "select jsonb_build_object(%s)".formatted(counts),
                                NamedValues.of("workspace_id", workspaceId).and("lead_id", leadId)))
                .getFirst();
    }

    /** Moves what belongs to a lead to another one; the ids of the rows by their tables, as JSON. */
    String move(long workspaceId, long from, long to) {
        var moves = tables.stream().map(table -> """
                        %1$s_moved as (
                            update %1$s
                            set lead_id = :to
                            where workspace_id = :workspace_id
                              and lead_id = :from
                            returning id
                        )""".formatted(table)).collect(Collectors.joining(", "));
        var ids = tables.stream()
                .map("'%1$s', (select coalesce(jsonb_agg(id), '[]') from %1$s_moved)"::formatted)
                .collect(Collectors.joining(", "));
        return sql.query(
                        workspaceId,
                        row -> row.getString(1),
                        Sql.Statement.of(
                                "with %s\nselect jsonb_build_object(%s)".formatted(moves, ids),
                                NamedValues.of("workspace_id", workspaceId)
                                        .and("from", from)
                                        .and("to", to)))
                .getFirst();
    }

    /** Moves rows back, as far as they are still there. */
    void moveBack(long workspaceId, long from, long to, String moved) {
        var ids = Json.MAPPER.readTree(moved);
        for (var table : tables) {
            sql.defer(
                    workspaceId,
                    """
                    update %s
                    set lead_id = ?
                    where workspace_id = ?
                      and lead_id = ?
                      and id = any (?)
                    """.formatted(table),
                    to,
                    workspaceId,
                    from,
                    ids.path(table).valueStream().mapToLong(JsonNode::longValue).toArray());
        }
    }
}
