package leadhub.conversations;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conversations of visitors whom a website knows: each is tied to one of them, and no other gets in. The identity is the website's own
 * id of them, and always checked before.
 */
@Service
public class VisitorIdentities {
    private final VisitorIdentitySql sql;
    private final ConversationSteps steps;
    private final VisitorTokenSql tokens;

    VisitorIdentities(VisitorIdentitySql sql, ConversationSteps steps, VisitorTokenSql tokens) {
        this.sql = sql;
        this.steps = steps;
        this.tokens = tokens;
    }

    /** A conversation that is tied. @param token by which it is opened from now on; the given one where that was so already */
    public record Tied(Conversation conversation, String token, boolean isNew) {
        @Override
        public String toString() {
            return "Tied[" + conversation + "]";
        }
    }

    /** The latest one of somebody with a bot that isn't over. */
    public Optional<Long> latest(Caller caller, String botId, String identity) {
        return sql.latest(caller.workspaceId(), botId, identity);
    }

    /** Whose it is; empty for nobody whom a website knows. */
    public Optional<String> of(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id);
    }

    /**
     * Ties it, whoever holds it by now: the tokens of before open it no more. Refused as not there where it is another one's.
     *
     * @param token by which the caller has opened it
     */
    @Transactional
    public Tied tie(Caller caller, long id, String identity, String token) {
        var locked = steps.lock(caller, id);
        var before = sql.find(caller.workspaceId(), id);
        if (before.isPresent()) {
            if (!before.get().equals(identity)) {
                throw new Problem.NotFound(Refusal.of("conversation.not_found")).exception();
            }
            return new Tied(locked, token, false);
        }
        sql.tie(caller.workspaceId(), id, identity);
        tokens.revoke(caller.workspaceId(), id);
        return new Tied(locked, tokens.issue(caller.workspaceId(), id), true);
    }
}
