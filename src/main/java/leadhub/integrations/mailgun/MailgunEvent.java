package leadhub.integrations.mailgun;

import java.time.Instant;
import java.util.Optional;
import leadhub.emails.sending.EmailReport;
import leadhub.emails.sending.EmailReport.Kind;
import tools.jackson.databind.JsonNode;

/** Reads what Mailgun tells of an email. */
final class MailgunEvent {
    /** Beyond that no clock goes. */
    private static final long MOST_SECONDS = 4_102_444_800L;

    private MailgunEvent() {}

    /** When it happened. */
    static Instant at(JsonNode event) {
        var seconds = event.path("timestamp").asDouble(0);
        return seconds > 0 && seconds < MOST_SECONDS ? Instant.ofEpochMilli(Math.round(seconds * 1000)) : Instant.EPOCH;
    }

    /** Empty for what says nothing that is kept. @param countsOpens whether it is wanted that an email was opened */
    static Optional<EmailReport> read(JsonNode event, boolean countsOpens) {
        var id = event.path("message").path("headers").path("message-id").asString("");
        var recipient = event.path("recipient").asString("");
        return kind(event, countsOpens)
                .filter(kind -> !id.isEmpty())
                .map(kind -> new EmailReport("<" + id.replaceAll("[<>]", "") + ">", recipient, kind, code(event)));
    }

    private static Optional<Kind> kind(JsonNode event, boolean countsOpens) {
        return switch (event.path("event").asString("")) {
            case "accepted" -> Optional.of(Kind.TAKEN);
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "opened" -> countsOpens ? Optional.of(Kind.OPENED) : Optional.empty();
            case "complained" -> Optional.of(Kind.COMPLAINED);
            case "unsubscribed" -> Optional.of(Kind.UNSUBSCRIBED);
            case "failed" -> Optional.of(failed(event));
            case "permanent_fail" -> Optional.of(failedForGood(event));
            case "temporary_fail" -> Optional.of(Kind.DELAYED);
            default -> Optional.empty();
        };
    }

    private static Kind failed(JsonNode event) {
        return event.path("severity").asString("").equals("temporary") ? Kind.DELAYED : failedForGood(event);
    }

    /** Mailgun has lists of its own, on which an address may stand already. */
    private static Kind failedForGood(JsonNode event) {
        return switch (event.path("reason").asString("")) {
            case "suppress-unsubscribe" -> Kind.UNSUBSCRIBED;
            case "suppress-complaint" -> Kind.COMPLAINED;
            default -> Kind.BOUNCED;
        };
    }

    /** The enhanced code (RFC 3463); "5.0.0" where only the provider says that it failed. */
    private static String code(JsonNode event) {
        var code = event.path("delivery-status").path("enhanced-code").asString("");
        return code.matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? code : "5.0.0";
    }
}
