package leadhub.bots.chat;

import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.conversations.Conversation;
import leadhub.conversations.VisitorConversations;
import leadhub.intake.DuplicatePolicy;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chats as a source: the first contact of a conversation makes its lead, or finds it; later ones add to it. */
@Component
class ChatIntake implements IntakeHandler {
    private static final String SOURCE = "widget";

    private final VisitorConversations conversations;
    private final IntakeLeads intakeLeads;
    private final Leads leads;
    private final KnownLeads known;

    ChatIntake(VisitorConversations conversations, IntakeLeads intakeLeads, Leads leads, KnownLeads known) {
        this.conversations = conversations;
        this.intakeLeads = intakeLeads;
        this.leads = leads;
        this.known = known;
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.CHAT;
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var sent = received.fields();
        var conversation =
                conversations.lock(caller, sent.path("conversation_id").asString(""));
        var facts = leads.cutToFit(caller, facts(sent));
        var leadId = conversation.leadId();
        if (leadId != null && !received.isAsNew()) {
            var lead = leads.hold(caller, leadId);
            if (lead.isPresent()) {
                known.enrich(caller, leadId, facts.missingOf(lead.get()), facts);
                return IntakeOutcome.added(leadId);
            }
        }
        return first(caller, conversation, facts, received, sent);
    }

    private IntakeOutcome first(
            Caller caller, Conversation conversation, LeadChange facts, ReceivedIntake received, JsonNode sent) {
        var terms = new IntakeLeads.Terms(
                SOURCE,
                DuplicatePolicy.FILL,
                received,
                new IntakeLeads.Chat(sent.path("bot_id").asString(""), conversation.publicId()));
        var outcome = intakeLeads.take(caller, facts, terms, Json.write(sent));
        var leadId = outcome.leadId();
        if (leadId != null) {
            conversations.capture(caller, conversation, leadId, (ObjectNode) sent);
        }
        return outcome;
    }

    private static LeadChange facts(JsonNode sent) {
        var facts = LeadChange.builder();
        if (sent.path("email").isString()) {
            facts.set(LeadFields.EMAIL, sent.path("email").stringValue());
        }
        if (sent.path("phone").isString()) {
            facts.set(LeadFields.PHONE, sent.path("phone").stringValue());
        }
        return facts.build();
    }
}
