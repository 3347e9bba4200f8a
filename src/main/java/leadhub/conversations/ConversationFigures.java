package leadhub.conversations;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Service;

/** How the conversations of a bot went lately. */
@Service
public class ConversationFigures {
    private static final Period LATELY = Period.ofDays(30);

    private final Sql sql;
    private final Clock clock;

    ConversationFigures(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * How many of a bot's conversations.
     *
     * @param engaged in which the visitor wrote something
     * @param captured that brought a lead
     * @param handedOver in which a person was to answer
     */
    public record Figures(long started, long engaged, long captured, long handedOver) {}

    /** Those that began in the last 30 days. */
    public Figures ofBot(Caller caller, String botId) {
        var since = Times.now(clock).atZone(ZoneOffset.UTC).minus(LATELY).toInstant();
        return sql.get(
                caller.workspaceId(),
                row -> new Figures(
                        row.getLong("started"),
                        row.getLong("engaged"),
                        row.getLong("captured"),
                        row.getLong("handed_over")),
                """
                select count(*) as started,
                       count(*) filter (where exists (
                           select from conversation_messages m
                           where m.workspace_id = ?
                             and m.conversation_id = c.id
                             and m.role = 'user')) as engaged,
                       count(c.captured_at) as captured,
                       count(c.handed_over_at) as handed_over
                from conversations c
                where c.workspace_id = ?
                  and c.bot_id = ?
                  and c.started_at >= ?
                """,
                caller.workspaceId(),
                caller.workspaceId(),
                botId,
                since);
    }
}
