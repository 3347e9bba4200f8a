package leadhub.integrations.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.messengers.Incoming;
import leadhub.integrations.messengers.MessageText;
import leadhub.integrations.messengers.SenderFacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an update of a bot. */
final class TelegramMessage {
    private static final List<String> FILES =
            List.of("photo", "video", "voice", "audio", "document", "sticker", "animation", "video_note");

    private TelegramMessage() {}

    /** What was written, or changed since. */
    static JsonNode of(JsonNode update) {
        return update.has("message") ? update.path("message") : update.path("edited_message");
    }

    /** With what is known of whoever wrote; of a contact that is somebody else's, with what is known of them. */
    static ObjectNode withSender(ObjectNode update) {
        var message = of(update);
        var contact = message.path("contact");
        var from = contact.isObject() && !isOwn(message) ? contact : message.path("from");
        var phone = contact.isObject()
                ? SenderFacts.phone(contact.path("phone_number").asString(""))
                : null;
        update.set(
                "sender",
                SenderFacts.of(
                        from.path("first_name").asString(""),
                        from.path("last_name").asString(""),
                        phone));
        return update;
    }

    /** Only a number that somebody shares of themselves is theirs. */
    private static boolean isOwn(JsonNode message) {
        var user = ExternalIds.of(message.path("contact").path("user_id"));
        return user.isPresent()
                && user.equals(ExternalIds.of(message.path("from").path("id")));
    }

    static Incoming read(JsonNode update) {
        var message = of(update);
        var chat = ExternalIds.of(message.path("chat").path("id"));
        var id = ExternalIds.of(message.path("message_id"));
        if (chat.isEmpty() || id.isEmpty()) {
            return new Incoming.Other(Refusal.of("integration.other_event"));
        }
        if (!message.path("chat").path("type").asString("").equals("private")
                || message.path("from").path("is_bot").asBoolean(false)) {
            return new Incoming.Other(Refusal.of("messenger.group"));
        }
        var isEdited = update.has("edited_message");
        return new Incoming.Said(
                chat.get(),
                name(message.path("from")),
                isEdited ? id.get() + ":" + message.path("edit_date").asLong(0) : id.get(),
                Instant.ofEpochSecond(message.path("date").asInt(0)),
                isEdited ? new MessageText("edited", words(message)) : text(message),
                whose(message));
    }

    private static Incoming.Whose whose(JsonNode message) {
        if (!message.path("contact").isObject()) {
            return Incoming.Whose.NOBODYS;
        }
        return isOwn(message) ? Incoming.Whose.THEIRS : Incoming.Whose.OTHERS;
    }

    private static String name(JsonNode from) {
        return joined(" ", from.path("first_name"), from.path("last_name"));
    }

    private static String words(JsonNode message) {
        return message.path("text").asString(message.path("caption").asString(""));
    }

    private static MessageText text(JsonNode message) {
        if (message.path("text").isString()) {
            return MessageText.of(message.path("text").stringValue());
        }
        var contact = message.path("contact");
        if (contact.isObject()) {
            var said = joined(" ", contact.path("first_name"), contact.path("last_name"), contact.path("phone_number"));
            return new MessageText("contact", said);
        }
        var location = message.path("location");
        if (location.isObject()) {
            return new MessageText("location", joined(", ", location.path("latitude"), location.path("longitude")));
        }
        return FILES.stream()
                .filter(message::has)
                .findFirst()
                .map(kind -> file(kind, message.path(kind), message.path("caption")))
                .orElseGet(() -> new MessageText("other", ""));
    }

    /** Of a picture that comes in several sizes the last is the largest. */
    private static MessageText file(String kind, JsonNode sent, JsonNode caption) {
        var file = sent.isArray() ? sent.path(sent.size() - 1) : sent;
        var announced = AnnouncedFile.of(
                file.path("file_id").asString(""),
                file.path("file_name").asString(""),
                kind,
                file.path("file_size").asLong(0));
        return new MessageText(kind, joined(", ", file.path("file_name"), caption)).with(announced);
    }

    private static String joined(String between, JsonNode... parts) {
        return Stream.of(parts)
                .map(part -> Objects.requireNonNullElse(part.asString(""), ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(between));
    }
}
