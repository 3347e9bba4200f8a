package leadhub.conversations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * By which address the visitor of a conversation is reached: one that they gave in it themselves. It tells nobody anything of a lead
 * who has the same.
 *
 * <p>Limits: an email an hour, and 10 for a conversation; of what was said more than a day ago nobody is told.
 */
@Service
public class VisitorEmails {
    private static final int MOST = 10;
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration OLD = Duration.ofDays(1);
    /** Of a workspace at once; the next ones come a minute later. */
    private static final int AT_ONCE = 100;

    private final VisitorEmailSql sql;
    private final Clock clock;

    VisitorEmails(VisitorEmailSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param isProven whether it is known to be the visitor's */
    public record Reach(String email, boolean isProven) {
        @Override
        public String toString() {
            return "Reach[" + isProven + "]";
        }
    }

    /** A conversation that went on without its visitor. @param last the message up to which */
    public record Unread(long conversationId, long last) {}

    /** The visitor has typed it. */
    @Transactional
    public void give(Caller caller, long conversationId, String email) {
        sql.give(caller.workspaceId(), conversationId, email, key(email), null);
    }

    /** It is known to be the visitor's. */
    @Transactional
    public void prove(Caller caller, long conversationId, String email) {
        sql.give(caller.workspaceId(), conversationId, email, key(email), Times.now(clock));
    }

    /** How a visitor is reached; empty where nobody knows. */
    public Optional<Reach> find(Caller caller, long conversationId) {
        return sql.find(caller.workspaceId(), conversationId);
    }

    /**
     * What is known of who a visitor is.
     *
     * @param identity their id on the website; null where it didn't say
     * @param email that they gave; null for none
     */
    public record Known(@Nullable String identity, @Nullable String email, boolean isProven) {
        static final Known NOTHING = new Known(null, null, false);

        @Override
        public String toString() {
            return "Known[" + isProven + "]";
        }
    }

    /** What is known of the visitor of a conversation. */
    public Known known(Caller caller, long conversationId) {
        return sql.known(caller.workspaceId(), conversationId).orElse(Known.NOTHING);
    }

    /** The latest conversation with a bot of somebody with that address. */
    public Optional<Long> latest(Caller caller, String botId, String email, Instant since) {
        return sql.latest(caller.workspaceId(), botId, key(email), since);
    }

    /** Within a verb that tells their visitors: the conversations in which a person's answer wasn't read for so long. */
    public List<Unread> take(Caller caller, Duration unread) {
        var now = Times.now(clock);
        return sql.take(caller.workspaceId(), now.minus(unread), now.minus(OLD), now.minus(PAUSE), now, MOST, AT_ONCE);
    }

    private static String key(String email) {
        return Unicode.key(email.strip());
    }
}
