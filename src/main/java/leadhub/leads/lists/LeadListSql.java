package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import leadhub.base.LargePages;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.leads.lists.LeadQuery.Way;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that read pages of leads. Why they look as they do: docs/adr/0004. */
@Component
class LeadListSql {
    private final Sql sql;

    LeadListSql(Sql sql) {
        this.sql = sql;
    }

    /** Those of the leads that are there, by id. */
    List<Lead> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadRows::read, LeadRows.finding(workspaceId, ids));
    }

    /** The same, as they stand in a line of a list. */
    List<Lead> previews(long workspaceId, long[] ids, Collection<String> keys) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select %s
                from leads l
                where l.workspace_id = ?
                  and l.id = any (?)
                """.formatted(LeadRows.PREVIEW),
                keys.toArray(String[]::new),
                workspaceId,
                ids);
    }

    /** Makes an earlier count current and reads a page, in one round trip. */
    Sql.Pair<LeadCountSql.Current, List<Lead>> countAndPage(
            long workspaceId,
            LeadConditions conditions,
            LeadCountSql.Count earlier,
            LeadList list,
            Way way,
            PageColumns columns) {
        return sql.both(
                workspaceId,
                LeadCountSql::readCurrent,
                LeadCountSql.rolling(workspaceId, conditions, earlier),
                LeadRows::read,
                paging(workspaceId, conditions, list, way, columns));
    }

    /** Reads a page. */
    List<Lead> page(long workspaceId, LeadConditions conditions, LeadList list, Way way, PageColumns columns) {
        return sql.query(workspaceId, LeadRows::read, paging(workspaceId, conditions, list, way, columns));
    }

    /** Which leads a page has, however large they are. */
    List<LargePages.Sized> sizes(long workspaceId, LeadConditions conditions, LeadList list, Way way) {
        return sql.query(
                workspaceId,
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                paging(workspaceId, conditions, list, way, PageColumns.SIZES));
    }

    private static Statement paging(
            long workspaceId, LeadConditions conditions, LeadList list, Way way, PageColumns columns) {
        var values = new ArrayList<@Nullable Object>();
        var order = LeadQuery.order(list);
        var ids = LeadQuery.orderedIds(workspaceId, conditions, list, way, values);
        // Written out, so that the one plan that is kept for all calls knows how little is asked for.
        var offset = list.slice().offset() == 0 ? "0" : "?";
        if (list.slice().offset() > 0) {
            values.add(list.slice().offset());
        }
        values.addAll(columns.values());
        values.add(workspaceId);
        return new Statement(
                """
                with page as materialized (
                %s
                limit %d offset %s
                )
                %s
                """.formatted(
                        ids, list.slice().limit(), offset, columns.select().apply(order)),
                values);
    }
}
