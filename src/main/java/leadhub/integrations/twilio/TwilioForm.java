package leadhub.integrations.twilio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.integrations.Integration;
import leadhub.sms.ReceivedSms.Incoming;
import leadhub.sms.ReceivedSms.Wish;
import leadhub.sms.SmsFailure;
import leadhub.sms.SmsReports.Report;
import leadhub.sms.SmsStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what Twilio posts. */
final class TwilioForm {
    /** A field of ours behind Twilio's. */
    static final String OURS = "LeadHubSms";

    /** The words by which Twilio itself stops and starts. */
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

    private static final Set<String> START = Set.of("START", "UNSTOP", "YES");

    /** As many as Twilio takes of one message. */
    private static final int MOST_MEDIA = 10;

    private static final Pattern MEDIA = Pattern.compile("/Messages/([SM]M[0-9a-fA-F]{32}/Media/ME[0-9a-fA-F]{32})$");
    private static final Set<String> KINDS = Set.of("image", "audio", "video");

    private TwilioForm() {}

    /** What has become of an SMS of ours; null where somebody wrote one. */
    static @Nullable String state(JsonNode form) {
        var state = form.path("MessageStatus").asString("");
        return state.isEmpty() || state.equals("received") || state.equals("receiving") ? null : state;
    }

    /** Empty for a state that says nothing yet. */
    static Optional<Report> report(JsonNode form, Integration integration) {
        var code = number(form, "ErrorCode");
        return status(form.path("MessageStatus").asString(""))
                .map(status -> new Report(
                        integration.id(),
                        Long.parseLong(form.path(OURS).asString("0")),
                        form.path("MessageSid").asString(""),
                        status,
                        status.isFailure() ? (code == 0 ? SmsFailure.REFUSED : TwilioErrors.of(code)) : null,
                        status.isFailure() ? code : 0));
    }

    private static Optional<SmsStatus> status(String state) {
        return switch (state) {
            case "accepted", "scheduled", "queued", "sending" -> Optional.of(SmsStatus.ACCEPTED);
            case "sent" -> Optional.of(SmsStatus.SENT);
            case "delivered", "read" -> Optional.of(SmsStatus.DELIVERED);
            case "undelivered" -> Optional.of(SmsStatus.UNDELIVERED);
            case "failed", "canceled" -> Optional.of(SmsStatus.FAILED);
            default -> Optional.empty();
        };
    }

    static Incoming incoming(JsonNode form, Integration integration) {
        var text = form.path("Body").asString("");
        return new Incoming(
                integration.id(),
                form.path("MessageSid").asString(""),
                form.path("From").asString(""),
                text,
                number(form, "NumMedia"),
                media(form),
                number(form, "NumSegments"),
                wish(form.path("OptOutType").asString(""), text));
    }

    /** What is known by its address; where that is is ours to say, for our token goes there. */
    private static List<AnnouncedFile> media(JsonNode form) {
        return IntStream.range(0, Math.min(number(form, "NumMedia"), MOST_MEDIA))
                .mapToObj(i -> media(
                        form.path("MediaUrl" + i).asString(""),
                        form.path("MediaContentType" + i).asString("")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<AnnouncedFile> media(String url, String type) {
        var found = MEDIA.matcher(url);
        return found.find() ? AnnouncedFile.of(found.group(1), "", kind(type), 0) : Optional.empty();
    }

    private static String kind(String type) {
        var kind = type.replaceFirst("/.*", "");
        return KINDS.contains(kind) ? kind : "file";
    }

    /** Twilio says itself what it understood where it is set up to; otherwise the text alone says it. */
    private static Wish wish(String understood, String text) {
        var word = (understood.isEmpty() ? text : understood).strip().toUpperCase(Locale.ROOT);
        return STOP.contains(word) ? Wish.STOP : START.contains(word) ? Wish.START : Wish.NONE;
    }

    private static int number(JsonNode form, String field) {
        var text = form.path(field).asString("");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
