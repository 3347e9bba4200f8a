package leadhub.bots.chat;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.conversations.Conversation;
import leadhub.conversations.VisitorConversations;
import leadhub.fields.CustomField;
import leadhub.intake.DuplicatePolicy;
import leadhub.intake.FittingFacts;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.tags.Tags;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chats as a source: the first contact of a conversation makes its lead, or finds it; later ones add to it. */
@Component
class ChatIntake implements IntakeHandler {
    private static final String SOURCE = "widget";

    /** What leads are made of. */
    @Component
    record Making(FittingFacts fitting, Tags tags) {}

    private final VisitorConversations conversations;
    private final IntakeLeads intakeLeads;
    private final Leads leads;
    private final KnownLeads known;
    private final FittingFacts fitting;
    private final Tags tags;

    ChatIntake(
            VisitorConversations conversations, IntakeLeads intakeLeads, Leads leads, KnownLeads known, Making making) {
        this.fitting = making.fitting();
        this.tags = making.tags();
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
        var facts = facts(caller, sent);
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

    /** An address in this message comes before what was said earlier. */
    private LeadChange facts(Caller caller, JsonNode sent) {
        var lead = Json.MAPPER.createObjectNode();
        for (var field : sent.path("fields").properties()) {
            if (field.getKey().startsWith(CustomField.PATH)) {
                lead.withObjectProperty("custom_fields")
                        .set(field.getKey().substring(CustomField.PATH.length()), field.getValue());
            } else {
                lead.set(field.getKey(), field.getValue());
            }
        }
        for (var name : List.of("email", "phone")) {
            if (sent.path(name).isString()) {
                lead.set(name, sent.get(name));
            }
        }
        sent.path("tag_ids")
                .forEach(id -> tags.find(caller, id.longValue())
                        .ifPresent(tag -> lead.withArrayProperty("tags").add(tag.name())));
        return fitting.of(caller, lead);
    }
}
