package leadhub.conversations;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import leadhub.base.Caller;
import leadhub.base.Times;
import org.springframework.stereotype.Service;

/** How the conversations of a bot went lately. */
@Service
public class ConversationFigures {
    /** So soon a person is to have answered. */
    public static final Duration IN_TIME = Duration.ofMinutes(5);

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

    /** Those that began in the last 30 days. */
    public Figures ofBot(Caller caller, String botId) {
        var since = Times.now(clock).atZone(ZoneOffset.UTC).minus(LATELY).toInstant();
        return sql.ofBot(caller.workspaceId(), botId, since, IN_TIME);
    }
}
