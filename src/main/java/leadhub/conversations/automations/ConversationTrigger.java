package leadhub.conversations.automations;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.triggers.TriggerKind;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.PublicEventKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.node.ObjectNode;

/** Something that happened in a conversation whose lead is known; the conditions may ask for the lead's bot. */
record ConversationTrigger(String type, PublicEventKind kind) implements TriggerKind {

    /** One for each event but the start, at which nobody knows the lead yet. */
    @Configuration(proxyBeanMethods = false)
    static class Kinds {
        @Bean
        TriggerKind conversationCaptured() {
            return new ConversationTrigger("conversation_captured", PublicEventKind.CONVERSATION_CAPTURED);
        }

        @Bean
        TriggerKind conversationHandedOver() {
            return new ConversationTrigger("conversation_handover", PublicEventKind.CONVERSATION_HANDOVER);
        }

        @Bean
        TriggerKind conversationEnded() {
            return new ConversationTrigger("conversation_ended", PublicEventKind.CONVERSATION_ENDED);
        }
    }

    @Override
    public List<ActionField> fields() {
        return List.of();
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        return Json.MAPPER.createObjectNode();
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return event.publicKinds().contains(kind);
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return true;
    }
}
