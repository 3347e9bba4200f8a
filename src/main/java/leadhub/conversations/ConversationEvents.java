package leadhub.conversations;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.events.PublicEventKind;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells programs outside, in the transaction of what happened. Once the lead is known, an event is one of the lead's and bears its
 * number; before, it is the conversation's own.
 */
@Component
class ConversationEvents {
    private final LeadEvents events;
    private final Leads leads;
    private final ConversationStepSql sql;
    private final Clock clock;

    ConversationEvents(LeadEvents events, Leads leads, ConversationStepSql sql, Clock clock) {
        this.events = events;
        this.leads = leads;
        this.sql = sql;
        this.clock = clock;
    }

    /** @param locked as it is afterwards */
    void tell(Caller caller, Conversation locked, PublicEventKind kind) {
        tell(caller, locked, kind, Json.MAPPER.createObjectNode());
    }

    /** @param sent what else stands on the lead's timeline */
    void tell(Caller caller, Conversation locked, PublicEventKind kind, ObjectNode sent) {
        var detail = sent.deepCopy();
        detail.set("conversation", told(locked));
        var leadId = locked.leadId();
        if (leadId != null && leads.talked(caller, leadId, kind, Json.write(detail), locked.id())) {
            return;
        }
        var number = sql.nextEvent(caller.workspaceId(), locked.id());
        events.recordUnknown(
                caller, Times.now(clock), NewLeadEvent.talked(kind, Json.write(detail), number, locked.id()));
    }

    /** Nothing of who the visitor is: nobody may know yet whose it is, when somebody asks to be erased. */
    private static ObjectNode told(Conversation conversation) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", conversation.publicId())
                .put("bot_id", conversation.botId())
                .put("channel", conversation.channel().word())
                .put("status", conversation.status().word())
                .put("language", conversation.language())
                .put(
                        "started_at",
                        conversation
                                .moments()
                                .startedAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }
}
