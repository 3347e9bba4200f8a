package leadhub.conversations;

import java.time.Clock;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.ConversationNews.Kind;
import leadhub.events.PublicEventKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The steps that a conversation takes, each within the transaction of a verb that has locked it. */
@Component
class ConversationSteps {
    private final ConversationSql sql;
    private final ConversationStepSql steps;
    private final MessageSql messages;
    private final ConversationNews news;
    private final ConversationEvents events;
    private final Clock clock;

    /** How a step is written down. */
    @Component
    record Writing(ConversationStepSql steps, MessageSql messages) {}

    ConversationSteps(
            ConversationSql sql, Writing writing, ConversationNews news, ConversationEvents events, Clock clock) {
        this.sql = sql;
        this.steps = writing.steps();
        this.messages = writing.messages();
        this.news = news;
        this.events = events;
        this.clock = clock;
    }

    Conversation lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(ConversationSteps::unknown);
    }

    /** The same for somebody who is about to say something under a client's id. */
    ConversationSql.Locked lock(Caller caller, String publicId, @Nullable String clientId) {
        return sql.lock(caller.workspaceId(), publicId, clientId).orElseThrow(ConversationSteps::unknown);
    }

    Conversation now(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(ConversationSteps::unknown);
    }

    /** What was said before under that client's id. */
    Optional<Message> before(Caller caller, long id, @Nullable String clientId) {
        return clientId == null ? Optional.empty() : messages.ofClient(caller.workspaceId(), id, clientId);
    }

    /** Says something; its number is the next one. */
    Said say(Caller caller, Conversation locked, NewMessage wanted) {
        news.tell(caller, locked.id(), Kind.CHANGED);
        return steps.append(caller.workspaceId(), locked, wanted, Times.now(clock));
    }

    /** Writes down for the team alone what the visitor has answered; they wait for somebody from now on. False where it was before. */
    boolean noted(Caller caller, Conversation locked, String content, String clientId) {
        var at = Times.now(clock);
        var wanted = new MessageSql.NewNote(null, content, clientId);
        if (messages.note(caller.workspaceId(), locked, wanted, at).isEmpty()) {
            return false;
        }
        steps.await(caller.workspaceId(), locked.id(), at);
        news.tell(caller, locked.id(), Kind.CHANGED);
        return true;
    }

    /** Gives it another owner or status; that a person is to answer now, or that it is over, is told to programs outside. */
    Conversation own(
            Caller caller, Conversation locked, ConversationStatus status, Owner.Kind kind, @Nullable Long userId) {
        requireNoOther(caller, locked, status);
        var owned = steps.own(caller.workspaceId(), locked.id(), status, kind, userId, Times.now(clock));
        news.tell(caller, locked.id(), Kind.CHANGED);
        if (status != locked.status() && status != ConversationStatus.ACTIVE) {
            events.tell(
                    caller,
                    owned,
                    status == ConversationStatus.COMPLETED
                            ? PublicEventKind.CONVERSATION_ENDED
                            : PublicEventKind.CONVERSATION_HANDOVER);
        }
        return owned;
    }

    /** Of a messenger's, an old one isn't taken up again beside the one that is open. */
    private void requireNoOther(Caller caller, Conversation locked, ConversationStatus status) {
        var contact = locked.contact();
        if (contact != null
                && locked.isOver()
                && status != ConversationStatus.COMPLETED
                && sql.isContinued(caller.workspaceId(), locked, contact)) {
            throw new Problem.Conflict(Refusal.of("conversation.continued")).exception();
        }
    }

    /** It has begun. */
    Conversation begun(Caller caller, long id) {
        var begun = now(caller, id);
        events.tell(caller, begun, PublicEventKind.CONVERSATION_STARTED);
        return begun;
    }

    /** Its visitor turned out to be a lead. @param sent what stands on the lead's timeline beside it */
    void captured(Caller caller, Conversation locked, long leadId, ObjectNode sent) {
        sql.capture(caller.workspaceId(), locked.id(), leadId, Times.now(clock));
        events.tell(caller, now(caller, locked.id()), PublicEventKind.CONVERSATION_CAPTURED, sent);
        news.tell(caller, locked.id(), Kind.CHANGED);
    }

    static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("conversation.not_found")).exception();
    }
}
