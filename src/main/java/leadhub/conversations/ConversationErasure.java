package leadhub.conversations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases what was said in conversations, and who said it (docs/adr/0014). That there was one is counted on: when, with which bot, and
 * how it went. Nobody finds it any more, its visitor's tokens and links open nothing.
 *
 * <p>Limits: 200 in one transaction.
 */
@Service
public class ConversationErasure {
    static final int AT_ONCE = 200;

    private final ErasureSql sql;
    private final ConversationSteps steps;
    private final Conversations conversations;
    private final Clock clock;

    ConversationErasure(ErasureSql sql, ConversationSteps steps, Conversations conversations, Clock clock) {
        this.sql = sql;
        this.steps = steps;
        this.conversations = conversations;
        this.clock = clock;
    }

    /** One, because somebody says so. @return its id, which is all that is left to tell */
    @Transactional
    public long erase(Caller caller, String publicId) {
        caller.require(Permission.ERASE_CONVERSATIONS);
        var locked = steps.lock(caller, conversations.get(caller, publicId).id());
        erase(caller.workspaceId(), List.of(locked.id()));
        return locked.id();
    }

    /** Those of a bot in which nothing has been said since then. @return whether there may be more */
    @Transactional
    public boolean eraseOld(long workspaceId, String botId, Instant before) {
        return erase(workspaceId, sql.old(workspaceId, botId, before, AT_ONCE)) == AT_ONCE;
    }

    /** Those by messengers in which nothing has been said since then. @return whether there may be more */
    @Transactional
    public boolean eraseOldByMessengers(long workspaceId, Instant before) {
        return erase(workspaceId, sql.oldByMessengers(workspaceId, before, AT_ONCE)) == AT_ONCE;
    }

    /** Those of leads that are gone for good. @return whether there may be more */
    @Transactional
    public boolean eraseOrphaned(long workspaceId) {
        return erase(workspaceId, sql.orphaned(workspaceId, AT_ONCE)) == AT_ONCE;
    }

    private int erase(long workspaceId, List<Long> ids) {
        if (!ids.isEmpty()) {
            var all = ids.stream().mapToLong(id -> id).toArray();
            sql.redact(workspaceId, all, Times.now(clock));
            sql.deleteSaid(workspaceId, all);
            sql.deleteTokens(workspaceId, all);
        }
        return ids.size();
    }
}
