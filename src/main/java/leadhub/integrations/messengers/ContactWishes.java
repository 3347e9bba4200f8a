package leadhub.integrations.messengers;

import java.time.Clock;
import java.time.Instant;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conversations.ContactConversations;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.integrations.Integration;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/** Heeds people who want no more messages by a messenger, or want them again; the timeline of their lead tells of it. */
@Component
class ContactWishes {
    private final ContactConversations conversations;
    private final Leads leads;
    private final LeadEvents events;
    private final Clock clock;

    ContactWishes(ContactConversations conversations, Leads leads, LeadEvents events, Clock clock) {
        this.conversations = conversations;
        this.leads = leads;
        this.events = events;
        this.clock = clock;
    }

    /** Within the work on what came. */
    void heed(Caller caller, Integration integration, Incoming.Wished wished) {
        var isStop = wished.wish() == Incoming.Wish.STOP;
        conversations
                .stop(caller, integration.id(), wished.contactId(), isStop ? earlier(wished.at()) : null)
                .ifPresent(conversation -> {
                    var leadId = conversation.leadId();
                    var lead =
                            leadId == null ? null : leads.hold(caller, leadId).orElse(null);
                    if (lead != null) {
                        var kind = isStop ? LeadEventKind.MESSAGES_STOPPED : LeadEventKind.MESSAGES_STARTED;
                        events.record(
                                caller,
                                Times.now(clock),
                                NewLeadEvent.messages(
                                        kind,
                                        lead.id(),
                                        conversation.publicId(),
                                        conversation.channel().word()));
                    }
                });
    }

    /** A provider whose clock is ahead doesn't stop what is written before that. */
    private Instant earlier(Instant at) {
        var now = Times.now(clock);
        return at.isAfter(now) ? now : at;
    }
}
