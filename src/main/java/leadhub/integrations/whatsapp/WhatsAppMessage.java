package leadhub.integrations.whatsapp;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what WhatsApp posts, an item at a time: a message with its contact, or what became of one of ours. */
final class WhatsAppMessage {
    private static final Set<String> FILES = Set.of("image", "video", "audio", "document", "sticker");

    private WhatsAppMessage() {}

    /** With what is known of whoever wrote; some have no number any more, but a name for this business alone. */
    static ObjectNode withSender(ObjectNode payload) {
        var contact = payload.path("contact");
        var id = ExternalIds.of(contact.path("wa_id"))
                .or(() -> ExternalIds.of(payload.path("message").path("from")))
                .orElse("");
        payload.set("sender", SenderFacts.named(name(contact), SenderFacts.phone(id)));
        return payload;
    }

    private static String name(JsonNode contact) {
        return contact.path("profile").path("name").asString("");
    }

    /** @param number for which it is @param own which the integration is for */
    static Incoming read(JsonNode payload, String number, String own) {
        if (!payload.has("message") && !payload.has("status")) {
            return new Incoming.Other(Refusal.of("integration.other_event"));
        }
        if (!number.isEmpty() && !number.equals(own)) {
            return new Incoming.Other(Refusal.of("integration.other_account"));
        }
        return payload.has("status") ? reported(payload.path("status")) : said(payload);
    }

    private static Incoming said(JsonNode payload) {
        var message = payload.path("message");
        var from = ExternalIds.of(message.path("from"));
        var id = ExternalIds.of(message.path("id"));
        if (from.isEmpty() || id.isEmpty()) {
            return new Incoming.Other(Refusal.of("integration.other_event"));
        }
        var isKnown = payload.path("sender").hasNonNull("phone");
        return new Incoming.Said(
                from.get(),
                name(payload.path("contact")),
                id.get(),
                time(message.path("timestamp").asString("")).orElse(Instant.EPOCH),
                text(message),
                isKnown ? Incoming.Whose.THEIRS : Incoming.Whose.NOBODYS);
    }

    private static Optional<Instant> time(String seconds) {
        try {
            return seconds.matches("[0-9]{1,12}")
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static MessageText text(JsonNode message) {
        var type = message.path("type").asString("");
        var part = message.path(type);
        if (FILES.contains(type)) {
            return new MessageText(type, joined(part.path("filename"), part.path("caption")))
                    .with(AnnouncedFile.of(
                            ExternalIds.of(part.path("id")).orElse(""),
                            part.path("filename").asString(""),
                            type,
                            0));
        }
        return switch (type) {
            case "text" -> MessageText.of(part.path("body").asString(""));
            case "button" -> MessageText.of(part.path("text").asString(""));
            case "interactive" -> MessageText.of(chosen(part));
            case "location" ->
                new MessageText(
                        type,
                        joined(part.path("latitude"), part.path("longitude"), part.path("name"), part.path("address")));
            case "contacts" -> new MessageText("contact", contacts(part));
            case "reaction" -> new MessageText(type, part.path("emoji").asString(""));
            default -> new MessageText(type.isEmpty() ? "other" : type, "");
        };
    }

    /** A button or a line of a list. */
    private static String chosen(JsonNode interactive) {
        var reply = interactive.path(interactive.path("type").asString(""));
        return reply.path("title").asString("");
    }

    private static String contacts(JsonNode contacts) {
        return contacts.valueStream()
                .map(one -> Stream.concat(
                                Stream.of(
                                        one.path("name").path("formatted_name").asString("")),
                                one.path("phones")
                                        .valueStream()
                                        .map(phone -> phone.path("phone").asString("")))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode... parts) {
        return Stream.of(parts)
                .map(part -> part.asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "));
    }

    private static Incoming reported(JsonNode status) {
        var id = ExternalIds.of(status.path("id"));
        var word = DeliveryStatus.ofWord(status.path("status").asString(""))
                .filter(known -> known != DeliveryStatus.QUEUED);
        if (id.isEmpty() || word.isEmpty()) {
            return new Incoming.Other(Refusal.of("integration.other_event"));
        }
        return new Incoming.Reported(
                id.get(), word.get(), word.get() == DeliveryStatus.FAILED ? failure(status) : null);
    }

    private static DeliveryFailure failure(JsonNode status) {
        var code = status.path("errors").path(0).path("code").asInt(0);
        return WhatsAppApi.meaning(code).orElse(DeliveryFailure.REFUSED);
    }
}
