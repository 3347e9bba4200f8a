package leadhub.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement that counts how conversations went. */
@Component
class ConversationFigureSql {
    private final Sql sql;

    ConversationFigureSql(Sql sql) {
        this.sql = sql;
    }

    ConversationFigures.Figures ofBot(long workspaceId, String botId, Instant since, Duration inTime) {
        return sql.get(
                workspaceId,
                row -> new ConversationFigures.Figures(
                        row.getLong("started"),
                        row.getLong("engaged"),
                        row.getLong("captured"),
                        row.getLong("handed_over"),
                        row.getLong("in_time")),
                """
                select count(*) as started,
                       count(*) filter (where c.is_engaged or exists (
                           select from conversation_messages m
                           where m.workspace_id = ?
                             and m.conversation_id = c.id
                             and m.role = 'user')) as engaged,
                       count(c.captured_at) as captured,
                       count(c.handed_over_at) as handed_over,
                       count(*) filter (
                           where c.answered_at <= c.handed_over_at + make_interval(secs => ?)) as in_time
                from conversations c
                where c.workspace_id = ?
                  and c.bot_id = ?
                  and c.started_at >= ?
                  and c.is_counted
                """,
                workspaceId,
                inTime.toSeconds(),
                workspaceId,
                botId,
                since);
    }

    /** Steps that nobody came to are absent. @param silentSince whoever has said nothing since then has left */
    Map<String, ConversationFigures.StepFigures> steps(
            long workspaceId, String botId, Instant since, Instant silentSince) {
        var steps = new LinkedHashMap<String, ConversationFigures.StepFigures>();
        sql.query(
                workspaceId,
                row -> steps.put(
                        row.getString("step"),
                        new ConversationFigures.StepFigures(row.getLong("reached"), row.getLong("lost"))),
                """
                select s.step, count(*) as reached,
                       count(*) filter (
                           where s.step = c.bot_state #>> '{flow,at}'
                             and c.handed_over_at is null
                             and (c.status = 'completed' or c.last_message_at <= ?)) as lost
                from conversations c
                cross join lateral jsonb_array_elements_text(coalesce(c.bot_state #> '{flow,reached}', '[]')) as s (step)
                where c.workspace_id = ?
                  and c.bot_id = ?
                  and c.started_at >= ?
                  and c.is_counted
                group by s.step
                order by s.step
                """,
                silentSince,
                workspaceId,
                botId,
                since);
        return steps;
    }
}
