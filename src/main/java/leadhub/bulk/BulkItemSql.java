package leadhub.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import leadhub.actions.ActionEffect;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Every statement on the leads of a change, except the one that prunes them with it. */
@Component
class BulkItemSql {
    private final Sql sql;

    BulkItemSql(Sql sql) {
        this.sql = sql;
    }

    void allowLong() {
        sql.allowLong();
    }

    /** Stores these leads as those of a change; returns how many. */
    int add(long workspaceId, long changeId, long[] leadIds) {
        return sql.update(workspaceId, """
                insert into bulk_change_items (workspace_id, bulk_change_id, lead_id)
                select ?, ?, unnest(?::bigint[])
                on conflict do nothing
                """, workspaceId, changeId, leadIds);
    }

    /** Stores the leads that a statement finds as those of a change; returns how many. */
    int add(long workspaceId, long changeId, Sql.Statement matching) {
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, changeId));
        values.addAll(matching.values());
        return sql.update(workspaceId, """
                insert into bulk_change_items (workspace_id, bulk_change_id, lead_id)
                select ?, ?, matching.id
                from (
                %s
                ) matching
                on conflict do nothing
                """.formatted(matching.text()), values.toArray());
    }

    /** Stores the leads that another change has changed as those of this one; returns how many. */
    int addChangedBy(long workspaceId, long changeId, long other) {
        return sql.update(workspaceId, """
                insert into bulk_change_items (workspace_id, bulk_change_id, lead_id, before, after)
                select workspace_id, ?, lead_id, before, after
                from bulk_change_items
                where workspace_id = ?
                  and bulk_change_id = ?
                  and after is not null
                """, changeId, workspaceId, other);
    }

    /** The next ones after a lead, by its id. */
    List<ActionEffect> next(long workspaceId, long changeId, long reached, int most) {
        return sql.query(workspaceId, BulkItemSql::read, """
                select lead_id, before, after
                from bulk_change_items
                where workspace_id = ?
                  and bulk_change_id = ?
                  and lead_id > ?
                order by lead_id
                limit ?
                """, workspaceId, changeId, reached, most);
    }

    /** Keeps what was changed. */
    void update(long workspaceId, long changeId, List<ActionEffect> changed) {
        sql.update(workspaceId, """
                update bulk_change_items i
                set before = changed.before, after = changed.after
                from jsonb_to_recordset(?::jsonb) as changed ("leadId" bigint, before jsonb, after jsonb)
                where i.workspace_id = ?
                  and i.bulk_change_id = ?
                  and i.lead_id = changed."leadId"
                """, Json.write(changed), workspaceId, changeId);
    }

    private static ActionEffect read(ResultSet row) throws SQLException {
        return new ActionEffect(row.getLong("lead_id"), state(row.getString("before")), state(row.getString("after")));
    }

    private static @Nullable JsonNode state(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readTree(json);
    }
}
