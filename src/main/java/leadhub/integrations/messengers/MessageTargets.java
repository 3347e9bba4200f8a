package leadhub.integrations.messengers;

import leadhub.actions.ActionConfig;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.conversations.ContactConversations;
import leadhub.conversations.Conversation;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.leads.record.Lead;
import leadhub.sms.PhoneSuppressions;
import leadhub.sms.SmsReceivers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a step of an automation sends a message to a lead, as things are at that moment. */
@Component
class MessageTargets {
    private final ConnectedIntegrations connected;
    private final ContactConversations conversations;
    private final FirstContacts first;
    private final Suppressions emails;
    private final PhoneSuppressions phones;

    MessageTargets(
            ConnectedIntegrations connected,
            ContactConversations conversations,
            FirstContacts first,
            Suppressions emails,
            PhoneSuppressions phones) {
        this.connected = connected;
        this.conversations = conversations;
        this.first = first;
        this.emails = emails;
        this.phones = phones;
    }

    sealed interface Target {
        /** In a conversation that there is. */
        record Going(Conversation conversation) implements Target {}

        /** In one that begins, by that integration. */
        record First(long integrationId) implements Target {}

        /** Nowhere. */
        record None(OutsideEffect why) implements Target {}
    }

    Target find(Caller caller, Lead lead, ActionConfig config) {
        if (isUnwilling(caller, lead)) {
            return new Target.None(new OutsideEffect.Skipped("suppressed"));
        }
        var integrationId = config.has(SendMessage.INTEGRATION) ? (Long) config.number(SendMessage.INTEGRATION) : null;
        var conversation =
                conversations.latestOf(caller, lead.id(), integrationId).orElse(null);
        return conversation == null
                ? first(caller, lead, config.has(StepTexts.TEMPLATE), integrationId)
                : going(caller, conversation);
    }

    /** Who wants no emails wants no such messages either. */
    private boolean isUnwilling(Caller caller, Lead lead) {
        return lead.email() != null
                && emails.find(caller, lead.email())
                        .filter(one -> one.reason() != SuppressionReason.BOUNCED)
                        .isPresent();
    }

    private Target going(Caller caller, Conversation conversation) {
        var contact = conversation.contact();
        if (contact == null) {
            return nowhere();
        }
        var messenger = connected
                .find(caller.workspaceId(), contact.integrationId(), Messenger.class)
                .orElse(null);
        if (messenger == null) {
            return new Target.None(new OutsideEffect.Failed("channel_deleted", true, null));
        }
        if (messenger.integration().terms().isPaused()) {
            return new Target.None(new OutsideEffect.Skipped("channel_paused"));
        }
        return contact.isStopped()
                ? new Target.None(new OutsideEffect.Skipped("suppressed"))
                : new Target.Going(conversation);
    }

    /** @param integrationId null for the first that can */
    private Target first(Caller caller, Lead lead, boolean isTemplate, @Nullable Long integrationId) {
        var phone = SmsReceivers.phone(lead);
        if (!isTemplate || phone == null) {
            return nowhere();
        }
        if (phones.find(caller, phone).isPresent()) {
            return new Target.None(new OutsideEffect.Skipped("suppressed"));
        }
        return first.ways(caller).stream()
                .filter(way -> integrationId == null || way.integrationId() == integrationId)
                .findFirst()
                .<Target>map(way -> new Target.First(way.integrationId()))
                .orElseGet(MessageTargets::nowhere);
    }

    private static Target nowhere() {
        return new Target.None(new OutsideEffect.Skipped("no_conversation"));
    }
}
