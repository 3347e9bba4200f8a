package leadhub.integrations.messengers;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.Contact;
import leadhub.conversations.ContactConversations;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.files.ExpectedFiles;
import leadhub.conversations.files.MessageFiles;
import leadhub.intake.IntakeOrder;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.Integration;
import leadhub.integrations.Integrations;
import leadhub.web.Words;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes of what came by a messenger a message of a conversation, and of whoever wrote a lead. */
@Component
public class MessengerIntake {
    private final Integrations integrations;
    private final IntakeOrder order;
    private final ContactConversations conversations;
    private final MessageDeliveries deliveries;
    private final ContactWishes wishes;
    private final MessageFiles files;
    private final ContactLeads leads;
    private final Clock clock;

    MessengerIntake(Integrations integrations, IntakeOrder order, Talking talking, ContactLeads leads, Clock clock) {
        this.integrations = integrations;
        this.order = order;
        this.conversations = talking.conversations();
        this.deliveries = talking.deliveries();
        this.wishes = talking.wishes();
        this.files = talking.files();
        this.leads = leads;
        this.clock = clock;
    }

    /** What is said both ways. */
    @Component
    record Talking(
            ContactConversations conversations,
            MessageDeliveries deliveries,
            ContactWishes wishes,
            MessageFiles files) {}

    IntakeOutcome take(Caller caller, ReceivedIntake received, Integration got, Messenger type) {
        var payload = type.payload(received);
        var ownerId = integrations.owner(caller.workspaceId(), got, type.owners(payload));
        var owner = ownerId == got.id() ? got : integrations.get(caller, ownerId);
        if (owner.terms().isPaused() && !received.isReplay()) {
            return IntakeOutcome.ignored(Refusal.of("integration.paused"));
        }
        return switch (type.read(payload, owner.terms().config())) {
            case Incoming.Other(var why) -> IntakeOutcome.ignored(why);
            case Incoming.Reported reported -> reported(caller, owner, reported);
            case Incoming.Wished wished -> {
                order.await(caller.workspaceId(), received);
                wishes.heed(caller, owner, wished);
                yield IntakeOutcome.processed();
            }
            case Incoming.Said said
            when said.content().isEmpty() -> IntakeOutcome.ignored(Refusal.of("messenger.nothing_said"));
            case Incoming.Said said -> {
                order.await(caller.workspaceId(), received);
                yield said(caller, received, payload, new Heard(type, owner, said));
            }
        };
    }

    /** Something that was said, by which messenger. */
    record Heard(Messenger type, Integration integration, Incoming.Said said) {}

    private IntakeOutcome said(Caller caller, ReceivedIntake received, JsonNode payload, Heard heard) {
        var said = heard.said();
        var contact = new Contact(
                heard.integration().id(),
                said.contactId(),
                cut(said.name()),
                earlier(said.at(), Times.now(clock)),
                null);
        var words = Words.in(Objects.requireNonNullElse(caller.region().language(), "en"));
        var message = NewMessage.ofVisitor(said.content().shown(words), said.messageId());
        var heardNow = conversations.hear(caller, heard.type().channel(), contact, message);
        announce(caller, heard, heardNow);
        var conversation = heardNow.conversation();
        var outcome = leads.take(caller, received, payload, heard, conversation);
        StopWords.wish(said.content())
                .map(wish -> new Incoming.Wished(said.contactId(), said.at(), wish))
                .ifPresent(wished -> wishes.heed(caller, heard.integration(), wished));
        return outcome;
    }

    /** What came with it is fetched afterwards. */
    private void announce(Caller caller, Heard heard, Said now) {
        var file = heard.said().content().file();
        if (file != null && now.isNew()) {
            var place = new ExpectedFiles.Place(
                    now.conversation().id(), now.message().number());
            files.announce(caller, place, heard.integration().id(), file);
        }
    }

    /** A provider whose clock is ahead opens no longer time to answer. */
    private static Instant earlier(Instant at, Instant now) {
        return at.isAfter(now) ? now : at;
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= Contact.MOST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, Contact.MOST_NAME));
    }

    /** What is told of a message whose sending isn't over yet is looked at again in a moment. */
    private IntakeOutcome reported(Caller caller, Integration integration, Incoming.Reported reported) {
        return switch (deliveries.report(
                caller, integration.id(), reported.messageId(), reported.status(), reported.failure())) {
            case TAKEN, OLD -> IntakeOutcome.processed();
            case UNKNOWN -> IntakeOutcome.ignored(Refusal.of("messenger.not_ours"));
            case TOO_SOON -> throw new Problem.Conflict(Refusal.of("record.busy")).exception();
        };
    }

    /** What is kept of a sender. */
    static JsonNode sender(JsonNode payload) {
        return payload.path("sender").isObject() ? payload.path("sender") : Json.MAPPER.createObjectNode();
    }
}
