package leadhub.webhooks.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.ConditionGroupMatcher;
import leadhub.conditions.Facts;
import leadhub.conditions.Today;
import leadhub.events.EventSubscribers;
import leadhub.events.LeadEvent;
import leadhub.events.PublicEvent;
import leadhub.leads.api.EventBody;
import leadhub.leads.record.LeadEventFacts;
import leadhub.webhooks.KnownWebhooks;
import leadhub.webhooks.Subscriber;
import leadhub.webhooks.Webhook;
import org.springframework.stereotype.Component;

/**
 * Writes down what webhooks are to be told, in the transaction of what happened: once what it is, and a delivery for each
 * webhook that wants it. Without webhooks it costs nothing.
 */
@Component
class WebhookListener implements EventSubscribers {
    /** A statement that is larger is several. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final KnownWebhooks known;
    private final EventBody bodies;
    private final ConditionGroupMatcher matcher;
    private final OutboxSql sql;
    private final DeliveryMarks marks;

    WebhookListener(
            KnownWebhooks known, EventBody bodies, ConditionGroupMatcher matcher, OutboxSql sql, DeliveryMarks marks) {
        this.known = known;
        this.bodies = bodies;
        this.matcher = matcher;
        this.sql = sql;
        this.marks = marks;
    }

    @Override
    public List<Matching> tell(Caller caller, List<LeadEvent> events) {
        var subscribers = known.all(caller.workspaceId());
        if (subscribers.isEmpty()) {
            return List.of();
        }
        var newest = subscribers.getLast().webhook().id();
        var matchings = new ArrayList<Matching>();
        var messages = new ArrayList<NewMessage>();
        var characters = 0L;
        for (var event : events) {
            var matching = new Matching(newest, new ArrayList<>(), new ArrayList<>());
            matchings.add(matching);
            for (var message : messages(caller, subscribers, event, matching)) {
                messages.add(message);
                characters += message.body().length();
                if (characters > MOST_CHARACTERS) {
                    write(caller, event.at(), messages);
                    messages.clear();
                    characters = 0;
                }
            }
        }
        if (!messages.isEmpty()) {
            write(caller, events.getFirst().at(), messages);
        }
        return matchings;
    }

    private void write(Caller caller, Instant now, List<NewMessage> messages) {
        sql.insert(caller.workspaceId(), now, List.copyOf(messages));
        marks.leave(caller.workspaceId());
    }

    private List<NewMessage> messages(Caller caller, List<Subscriber> subscribers, LeadEvent event, Matching matching) {
        var facts = new LeadEventFacts(event);
        var messages = new ArrayList<NewMessage>();
        for (var told : event.published()) {
            var receivers = subscribers.stream()
                    .map(Subscriber::webhook)
                    .filter(webhook -> wants(caller, webhook, told, facts, matching))
                    .map(webhook -> new NewMessage.Receiver(webhook.id(), webhook.isActive()))
                    .toList();
            if (!receivers.isEmpty()) {
                var body = new String(bodies.of(caller, told), StandardCharsets.UTF_8);
                messages.add(new NewMessage(
                        told.id().text(), told.kind().word(), event.leadId(), event.conversationId(), body, receivers));
            }
        }
        return messages;
    }

    private boolean wants(Caller caller, Webhook webhook, PublicEvent event, Facts facts, Matching matching) {
        var terms = webhook.terms();
        if (!terms.wants(event.kind().word())) {
            matching.unasked().add(webhook.id());
            return false;
        }
        var today = Today.of(event.event().at(), caller.region().zone());
        if (terms.conditions() != null && !matcher.isMet(caller.workspaceId(), terms.conditions(), facts, today)) {
            matching.unmet().add(webhook.id());
            return false;
        }
        return true;
    }
}
