package leadhub.integrations.messengers;

import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.conversations.Conversation;
import leadhub.conversations.VisitorConversations;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.MappedLeads;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.web.input.Contacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes leads of those who write by messengers, once they can be reached otherwise: by the number that the messenger knows, by a
 * contact that they share, or by what stands in what they write. A conversation has one lead.
 */
@Component
class ContactLeads {
    private static final String SENDER = "sender";

    private final VisitorConversations conversations;
    private final MappedLeads mapped;
    private final KnownLeads known;
    private final Leads leads;

    ContactLeads(VisitorConversations conversations, MappedLeads mapped, KnownLeads known, Leads leads) {
        this.conversations = conversations;
        this.mapped = mapped;
        this.known = known;
        this.leads = leads;
    }

    IntakeOutcome take(
            Caller caller,
            ReceivedIntake received,
            JsonNode payload,
            MessengerIntake.Heard heard,
            Conversation conversation) {
        if (heard.said().whose() == Incoming.Whose.OTHERS) {
            return mapped.take(caller, received, payload, terms(heard, null));
        }
        var contacts = Contacts.in(heard.said().content().text(), caller.defaultCountry());
        var isReachable = heard.said().whose() == Incoming.Whose.THEIRS || !contacts.isNone();
        var leadId = conversation.leadId();
        if (!isReachable) {
            return leadId == null ? IntakeOutcome.processed() : IntakeOutcome.added(leadId);
        }
        var all = withContacts(payload, contacts);
        var lead = leadId == null ? null : leads.hold(caller, leadId).orElse(null);
        if (lead == null) {
            return first(caller, received, all, heard, conversation);
        }
        mapped.facts(caller, all, terms(heard, null))
                .ifPresent(facts -> known.enrich(caller, lead.id(), facts.missingOf(lead), facts));
        return IntakeOutcome.added(lead.id());
    }

    private IntakeOutcome first(
            Caller caller,
            ReceivedIntake received,
            ObjectNode payload,
            MessengerIntake.Heard heard,
            Conversation conversation) {
        var chat = new IntakeLeads.Chat(null, conversation.publicId());
        if (!isSomebody(caller, payload, heard)) {
            return IntakeOutcome.processed();
        }
        var outcome = mapped.take(caller, received, payload, terms(heard, chat));
        if (outcome.leadId() == null) {
            return IntakeOutcome.processed();
        }
        var locked = conversations.lock(caller, conversation.id());
        conversations.capture(caller, locked, outcome.leadId(), sent(payload, heard));
        return outcome;
    }

    /** Whoever can't become a lead, as by a mapping that says nothing of who they are, is answered in the inbox all the same. */
    private boolean isSomebody(Caller caller, ObjectNode payload, MessengerIntake.Heard heard) {
        try {
            return mapped.facts(caller, payload, terms(heard, null)).isPresent();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return false;
            }
            throw e;
        }
    }

    private static MappedLeads.Terms terms(MessengerIntake.Heard heard, IntakeLeads.@Nullable Chat chat) {
        var terms = heard.integration().terms();
        return new MappedLeads.Terms(terms.mapping(), terms.target(), terms.type(), null, chat);
    }

    /** What stands on the lead's timeline. */
    private static ObjectNode sent(ObjectNode payload, MessengerIntake.Heard heard) {
        var sent = Json.MAPPER
                .createObjectNode()
                .put("channel", heard.type().channel().word())
                .put("name", heard.said().name());
        for (var member : MessengerIntake.sender(payload).properties()) {
            sent.set(member.getKey(), member.getValue());
        }
        return sent;
    }

    /** What somebody wrote themselves counts where the messenger doesn't know it. */
    private static ObjectNode withContacts(JsonNode payload, Contacts contacts) {
        var all = payload instanceof ObjectNode object ? object.deepCopy() : Json.MAPPER.createObjectNode();
        var sender = all.path(SENDER) instanceof ObjectNode known ? known : all.putObject(SENDER);
        if (contacts.email() != null && !sender.hasNonNull("email")) {
            sender.put("email", contacts.email());
        }
        if (contacts.phone() != null && !sender.hasNonNull("phone")) {
            sender.put("phone", contacts.phone());
        }
        return all;
    }
}
