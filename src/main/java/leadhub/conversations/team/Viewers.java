package leadhub.conversations.team;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conversations.Conversation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who of the team has a conversation open, and who writes in it, so that no two answer at once. Open pages say so by looking for news;
 * whoever hasn't for 20 seconds is gone.
 */
@Service
public class Viewers {
    private static final Duration HERE = Duration.ofSeconds(20);
    /** Who looks again sooner isn't written down again. */
    private static final Duration EXACT = Duration.ofSeconds(8);

    private static final Duration TYPING = Duration.ofSeconds(8);
    private static final int MOST = 10;

    private final ViewerSql sql;
    private final Clock clock;

    Viewers(ViewerSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param isTyping whether they write at this moment */
    public record Viewer(long userId, boolean isTyping) {}

    /** The caller has it open. */
    @Transactional
    public void look(Caller caller, Conversation conversation) {
        if (isPerson(caller)) {
            var now = Times.now(clock);
            sql.seen(caller.workspaceId(), conversation.id(), caller.actor().id(), now, now.minus(EXACT));
        }
    }

    /** The caller writes in it. */
    @Transactional
    public void type(Caller caller, Conversation conversation) {
        if (isPerson(caller)) {
            sql.typed(caller.workspaceId(), conversation.id(), caller.actor().id(), Times.now(clock));
        }
    }

    /** The caller has sent what they wrote. */
    @Transactional
    public void sent(Caller caller, Conversation conversation) {
        if (isPerson(caller)) {
            sql.sent(caller.workspaceId(), conversation.id(), caller.actor().id());
        }
    }

    /** Who else has it open. */
    public List<Viewer> others(Caller caller, Conversation conversation) {
        var now = Times.now(clock);
        var self = isPerson(caller) ? caller.actor().id() : 0;
        return sql.others(caller.workspaceId(), conversation.id(), self, now.minus(HERE), now.minus(TYPING), MOST);
    }

    /** Forgets who is long gone. */
    void forget(long workspaceId) {
        sql.forget(workspaceId, Times.now(clock).minus(Duration.ofHours(1)));
    }

    private static boolean isPerson(Caller caller) {
        return caller.actor().kind() == Actor.Kind.USER;
    }
}
