package leadhub.tasks;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that list tasks of whichever leads. */
@Component
class AllTaskSql {
    private static final String VISIBLE = Owners.condition("l.assigned_user_id");

    private final Sql sql;

    AllTaskSql(Sql sql) {
        this.sql = sql;
    }

    /** A page of those that a filter asks for, of leads that the caller sees, the most urgent first. */
    Page<LeadTask> list(long workspaceId, TaskFilter filter, @Nullable Owners visible, Slice slice) {
        var values = new ArrayList<Object>(List.of(workspaceId));
        var from = from(filter, visible, values);
        var counted = new Sql.Statement("select count(*) " + from, List.copyOf(values));
        values.add(slice.limit());
        values.add(slice.offset());
        var listed = new Sql.Statement(
                "select " + LeadTaskSql.COLUMNS + "\n" + from + "order by t.due_at, t.id\nlimit ? offset ?", values);
        var answer = sql.both(workspaceId, row -> row.getLong(1), counted, LeadTaskSql::read, listed);
        return new Page<>(answer.second(), answer.first());
    }

    /** Spelled for what is asked for alone, so that each is found by its index. */
    private static String from(TaskFilter filter, @Nullable Owners visible, List<Object> values) {
        var conditions = new StringBuilder("where t.workspace_id = ?\n");
        add(conditions, values, "t.lead_id = ?", filter.leadId());
        add(conditions, values, "t.assigned_user_id = ?", filter.userId());
        add(conditions, values, "coalesce(t.kind, 'todo') = ?", filter.kind());
        add(conditions, values, "(t.done_at is not null) = ?", filter.isDone());
        add(conditions, values, "t.due_at > ?", filter.dueAfter());
        add(conditions, values, "t.due_at < ?", filter.dueBefore());
        if (visible == null) {
            return "from lead_tasks t\n" + conditions;
        }
        add(conditions, values, VISIBLE, visible.array());
        return "from lead_tasks t\njoin leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id\n" + conditions;
    }

    private static void add(StringBuilder conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append("  and ").append(condition).append('\n');
            values.add(value);
        }
    }
}
