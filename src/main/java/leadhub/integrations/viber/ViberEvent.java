package leadhub.integrations.viber;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.conversations.DeliveryFailure;
import leadhub.conversations.DeliveryStatus;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.messengers.Incoming;
import leadhub.integrations.messengers.MessageText;
import leadhub.integrations.messengers.SenderFacts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a bot is told of: who wrote what, who wants to be written to, and what became of messages. */
final class ViberEvent {
    /** Where it stands who an event is about: as Viber calls it where nobody wrote, and where we put a message's sender. */
    private static final String USER = "user";

    private ViberEvent() {}

    /** What happened to a message is told once of each person, and several of one message. */
    static Optional<String> id(JsonNode event) {
        var token = ExternalIds.of(event.path("message_token"));
        return token.map(one -> Stream.of(event.path("event").asString(""), one, person(event))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(":")));
    }

    private static String person(JsonNode event) {
        return Stream.of(event.path("sender").path("id"), event.path(USER).path("id"), event.path("user_id"))
                .flatMap(id -> ExternalIds.of(id).stream())
                .findFirst()
                .orElse("");
    }

    /** With what is known of whoever wrote; of a contact that is somebody else's, with what is known of them. */
    static ObjectNode withSender(ObjectNode event) {
        if (event.path("sender").isObject()) {
            event.set(USER, event.get("sender"));
        }
        var user = event.path(USER);
        var contact = event.path("message").path("contact");
        var isOthers = contact.isObject() && !isOwn(contact, user);
        var phone = contact.isObject()
                ? SenderFacts.phone(contact.path("phone_number").asString(""))
                : null;
        var sender = SenderFacts.named((isOthers ? contact : user).path("name").asString(""), phone);
        var country = user.path("country").asString("");
        if (!isOthers && country.matches("[A-Z]{2}")) {
            sender.put("country", country);
        }
        event.set("sender", sender);
        return event;
    }

    /** Viber doesn't say whose a contact is: it is one's own where it has no name, or begins with the name that one has there. */
    private static boolean isOwn(JsonNode contact, JsonNode user) {
        var name = first(contact);
        return name.isEmpty() || name.equals(first(user));
    }

    private static String first(JsonNode named) {
        return named.path("name").asString("").strip().toLowerCase(Locale.ROOT).replaceFirst("\\s.*", "");
    }

    static Incoming read(JsonNode event) {
        return switch (event.path("event").asString("")) {
            case "message" -> said(event);
            case "subscribed" -> wish(event, Incoming.Wish.START);
            case "unsubscribed" -> wish(event, Incoming.Wish.STOP);
            case "delivered" -> reported(event, DeliveryStatus.DELIVERED, null);
            case "seen" -> reported(event, DeliveryStatus.READ, null);
            case "failed" -> reported(event, DeliveryStatus.FAILED, DeliveryFailure.REFUSED);
            default -> other();
        };
    }

    private static Incoming other() {
        return new Incoming.Other(Refusal.of("integration.other_event"));
    }

    private static Incoming wish(JsonNode event, Incoming.Wish wish) {
        var person = person(event);
        return person.isEmpty() ? other() : new Incoming.Wished(person, time(event), wish);
    }

    private static Incoming reported(JsonNode event, DeliveryStatus status, @Nullable DeliveryFailure failure) {
        return ExternalIds.of(event.path("message_token"))
                .<Incoming>map(id -> new Incoming.Reported(id, status, failure))
                .orElseGet(ViberEvent::other);
    }

    private static Incoming said(JsonNode event) {
        var user = event.path(USER);
        var from = ExternalIds.of(user.path("id"));
        var id = ExternalIds.of(event.path("message_token"));
        if (from.isEmpty() || id.isEmpty()) {
            return other();
        }
        return new Incoming.Said(
                from.get(),
                user.path("name").asString(""),
                id.get(),
                time(event),
                text(event.path("message")),
                whose(event.path("message").path("contact"), user));
    }

    /** In milliseconds; some of Viber's own samples have numbers that are none. */
    private static Instant time(JsonNode event) {
        return event.path("timestamp").canConvertToLong()
                ? Instant.ofEpochMilli(Math.max(0, event.path("timestamp").asLong()))
                : Instant.EPOCH;
    }

    private static Incoming.Whose whose(JsonNode contact, JsonNode user) {
        if (!contact.isObject()) {
            return Incoming.Whose.NOBODYS;
        }
        return isOwn(contact, user) ? Incoming.Whose.THEIRS : Incoming.Whose.OTHERS;
    }

    private static MessageText text(JsonNode message) {
        var text = message.path("text");
        return switch (message.path("type").asString("")) {
            case "text" -> MessageText.of(text.asString(""));
            case "url" -> MessageText.of(message.path("media").asString(text.asString("")));
            case "picture" -> new MessageText("photo", joined(text)).with(file(message, "photo"));
            case "video" -> new MessageText("video", joined(text)).with(file(message, "video"));
            case "file" ->
                new MessageText("document", joined(message.path("file_name"), text)).with(file(message, "file"));
            case "sticker" -> new MessageText("sticker", "");
            case "contact" -> {
                var contact = message.path("contact");
                yield new MessageText("contact", joined(contact.path("name"), contact.path("phone_number")));
            }
            case "location" -> {
                var location = message.path("location");
                yield new MessageText("location", joined(location.path("lat"), location.path("lon")));
            }
            default -> new MessageText("other", joined(text));
        };
    }

    /** It lies at an address that is good for some time. */
    private static Optional<AnnouncedFile> file(JsonNode message, String kind) {
        return AnnouncedFile.of(
                message.path("media").asString(""),
                message.path("file_name").asString(""),
                kind,
                message.path("size").asLong(0));
    }

    private static String joined(JsonNode... parts) {
        return List.of(parts).stream()
                .map(part -> Objects.requireNonNullElse(part.asString(""), ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "));
    }
}
