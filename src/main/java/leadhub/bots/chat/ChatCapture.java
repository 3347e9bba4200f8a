package leadhub.bots.chat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import leadhub.api.LeadHubDialect;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.bots.Bot;
import leadhub.bots.flows.FlowState;
import leadhub.bots.identity.VisitorIdentity;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.forms.Consents;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.web.input.Contacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes down by what a visitor can be reached, in the transaction of what they said; the ledger makes a lead of it in a moment. */
@Component
class ChatCapture {
    private final IntakeLedger ledger;
    private final Clock clock;

    ChatCapture(IntakeLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What was found out.
     *
     * @param consent what the visitor agreed to now; null for nothing
     */
    record Facts(
            Contacts contacts,
            FlowState.Known known,
            @Nullable ObjectNode consent) {}

    void take(Chats.Talk talk, Message message, Facts facts) {
        var conversation = talk.conversation();
        var body = body(talk.bot(), conversation, facts.contacts());
        if (!facts.known().fields().isEmpty()) {
            body.set("fields", facts.known().fields());
        }
        if (!facts.known().tags().isEmpty()) {
            var ids = body.putArray("tag_ids");
            facts.known().tags().forEach(ids::add);
        }
        body.set("consent", facts.consent());
        accept(new ChatBots.Found(talk.bot(), talk.sender()), body, conversation.publicId() + ":" + message.number());
    }

    /** Who the visitor is, as their website says; nothing without a way to reach them. */
    void known(ChatBots.Found found, Conversation conversation, VisitorIdentity identity) {
        var contacts = new Contacts(identity.email(), identity.phone());
        if (contacts.isNone()) {
            return;
        }
        var body = body(found.bot(), conversation, contacts);
        body.putObject("fields").put("first_name", identity.givenName()).put("last_name", identity.familyName());
        accept(found, body, conversation.publicId() + ":identity");
    }

    private void accept(ChatBots.Found found, ObjectNode body, String externalId) {
        var bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        ledger.accept(
                found.sender().workspaceId(),
                List.of(new NewIntake(
                        IntakeSource.CHAT,
                        found.bot().number(),
                        externalId,
                        found.sender().actor(),
                        "application/json",
                        Map.of(),
                        bytes,
                        false)));
    }

    private static ObjectNode body(Bot bot, Conversation conversation, Contacts contacts) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("conversation_id", conversation.publicId())
                .put("bot_id", bot.id())
                .put("bot", bot.name())
                .put("email", contacts.email())
                .put("phone", contacts.phone())
                .put("page", conversation.visitor().page())
                .put("language", conversation.language());
        body.set("attribution", conversation.attribution());
        return body;
    }

    /** That somebody agreed to a text by answering what was asked with it. */
    ObjectNode consent(String text) {
        return Json.MAPPER
                .createObjectNode()
                .put("text", text)
                .put("text_version", Consents.version(text))
                .put("given_at", LeadHubDialect.print(Times.now(clock)));
    }
}
