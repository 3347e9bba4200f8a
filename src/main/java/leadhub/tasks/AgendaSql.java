package leadhub.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on what people have to do, and on what they have done. */
@Component
class AgendaSql {
    private static final String VISIBLE = Owners.condition("l.assigned_user_id");

    private final Sql sql;

    AgendaSql(Sql sql) {
        this.sql = sql;
    }

    /** Open tasks on leads that somebody sees, the most urgent first. */
    List<LeadTask> open(long workspaceId, Agenda agenda, @Nullable Owners visible, Slice slice) {
        var values = new ArrayList<Object>(List.of(workspaceId));
        var from = from(agenda, visible, "t.done_at is null", values);
        values.add(slice.limit());
        values.add(slice.offset());
        var text =
                "select " + LeadTaskSql.COLUMNS + "\n" + from + "order by t.due_on, t.due_at, t.id\nlimit ? offset ?";
        return sql.query(workspaceId, LeadTaskSql::read, new Sql.Statement(text, values));
    }

    /** Tasks on leads that somebody sees and that were completed since then, the latest first. */
    List<LeadTask> done(long workspaceId, Agenda agenda, @Nullable Owners visible, Instant since, int most) {
        var values = new ArrayList<Object>(List.of(workspaceId, since));
        var from = from(agenda, visible, "t.done_at >= ?", values);
        values.add(most);
        var text = "select " + LeadTaskSql.COLUMNS + "\n" + from + "order by t.done_at desc, t.id desc\nlimit ?";
        return sql.query(workspaceId, LeadTaskSql::read, new Sql.Statement(text, values));
    }

    /** Spelled for what is asked for alone, so that each is found by its index. */
    private static String from(Agenda agenda, @Nullable Owners visible, String state, List<Object> values) {
        var join = visible == null ? "" : "join leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id\n";
        var conditions = new StringBuilder("where t.workspace_id = ?\n  and " + state + "\n");
        if (agenda.userId() != null) {
            conditions.append("  and t.assigned_user_id = ?\n");
            values.add(agenda.userId());
        }
        if (agenda.kind() != null) {
            conditions.append("  and coalesce(t.kind, 'todo') = ?\n");
            values.add(agenda.kind().word());
        }
        if (visible != null) {
            conditions.append("  and ").append(VISIBLE).append('\n');
            values.add(visible.array());
        }
        return "from lead_tasks t\n" + join + conditions;
    }
}
