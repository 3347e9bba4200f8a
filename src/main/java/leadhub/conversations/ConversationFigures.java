package leadhub.conversations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Times;
import org.springframework.stereotype.Service;

/** How the conversations of a bot went lately. */
@Service
public class ConversationFigures {
    /** So soon a person is to have answered. */
    public static final Duration IN_TIME = Duration.ofMinutes(5);

    /** Whoever has said nothing for so long has left. */
    public static final Duration SILENT = Duration.ofMinutes(30);

    private static final Period LATELY = Period.ofDays(30);

    private final ConversationFigureSql sql;
    private final Clock clock;

    ConversationFigures(ConversationFigureSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * How many of a bot's conversations.
     *
     * @param engaged in which the visitor wrote something
     * @param captured that brought a lead
     * @param handedOver in which a person was to answer
     * @param inTime in which a person did so within {@link #IN_TIME}
     */
    public record Figures(long started, long engaged, long captured, long handedOver, long inTime) {}

    /**
     * How many came to a step of a bot's flow.
     *
     * @param left who said nothing more, and were handed over to nobody
     */
    public record StepFigures(long reached, long left) {}

    /** Since when conversations are counted: 30 days ago. */
    public Instant since() {
        return Times.now(clock).atZone(ZoneOffset.UTC).minus(LATELY).toInstant();
    }

    /** Those that began in the last 30 days. */
    public Figures ofBot(Caller caller, String botId) {
        return sql.ofBot(caller.workspaceId(), botId, since(), IN_TIME);
    }

    /** Where the visitors of those went, by the ids of steps; those that nobody came to are absent. */
    public Map<String, StepFigures> steps(Caller caller, String botId) {
        return sql.steps(caller.workspaceId(), botId, since(), Times.now(clock).minus(SILENT));
    }
}
