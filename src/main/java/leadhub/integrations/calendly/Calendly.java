package leadhub.integrations.calendly;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Refusal;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.intake.KeptBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bookings in Calendly: one event a request, signed together with its time. Who is invited, or has answered a routing form, becomes a
 * lead; a booking that is cancelled or moved doesn't make another, and one that is moved tells its lead the new time.
 *
 * @see <a href="https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures">Calendly's description</a>
 */
@Component
final class Calendly implements AskedType {
    static final String INVITED = "invitee.created";

    private static final String EVENT = "$.payload.scheduled_event.";

    private static final TypeField KEY =
            TypeField.secret("calendly", "signing_key").ours();

    /** Calendly's own examples take three minutes; clocks differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Set<String> TAKEN = Set.of(INVITED, "routing_form_submission.created");

    /** Its parts come in any order. */
    private static final Pattern PART = Pattern.compile("\\s*(t|v1)\\s*=\\s*([0-9a-fA-F]+)\\s*");

    @Override
    public About about() {
        return new About("calendly", "Calendly", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(KEY, CalendlyApi.ACCESS_TOKEN, CalendlyApi.API_BASE_URL);
    }

    @Override
    public List<TypeField> missing(IntegrationConfig config) {
        return config.without(CalendlyApi.ACCESS_TOKEN);
    }

    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        return new CalendlyBackfill(new CalendlyApi(config, http)).page(wanted);
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return Check.ofToken("The access token is good.", () -> new CalendlyApi(config, http).me());
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of(EVENT + "name", "custom_fields.calendly_event"),
                MappingEntry.of(EVENT + "start_time", "custom_fields.calendly_start"),
                MappingEntry.of("$.payload.tracking.utm_source", "custom_fields.utm_source"),
                MappingEntry.of("$.payload.tracking.utm_medium", "custom_fields.utm_medium"),
                MappingEntry.of("$.payload.tracking.utm_campaign", "custom_fields.utm_campaign"));
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        verify(hook, config.secret(KEY.key()).orElse(""));
        var sent = KeptBody.parse(null, hook.whole().body());
        var event = sent.path("event").asString("");
        var uri = ExternalIds.of(sent.path("payload").path("uri"));
        return Received.one(
                hook.whole().withExternalId(uri.map(one -> event + " " + one).orElse(null)));
    }

    private static void verify(Hook hook, String key) {
        var time = "";
        var signature = "";
        var given = hook.headers().get("Calendly-Webhook-Signature");
        for (var part : given == null ? new String[0] : given.split(",", 10)) {
            var matcher = PART.matcher(part);
            if (matcher.matches() && matcher.group(1).equals("t")) {
                time = matcher.group(2);
            } else if (matcher.matches()) {
                signature = matcher.group(2);
            }
        }
        if (!isRecent(time, hook.at())
                || !HookSignatures.isHex(
                        signature, "", key, signed(time, hook.whole().body()))) {
            throw HookSignatures.wrong();
        }
    }

    private static boolean isRecent(String seconds, Instant now) {
        if (!seconds.matches("[0-9]{1,12}")) {
            return false;
        }
        var between = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now);
        return between.abs().compareTo(TOLERANCE) <= 0;
    }

    private static byte[] signed(String time, byte[] body) {
        var head = (time + ".").getBytes(StandardCharsets.US_ASCII);
        var message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    @Override
    public Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        return TAKEN.contains(payload.path("event").asString(""))
                ? Optional.empty()
                : Optional.of(Refusal.of("integration.other_event"));
    }

    /**
     * Who moves a booking is invited anew, under another id. The new invitee names the old one, and read later the old one names the new
     * one: which comes first doesn't matter, and the time is that of the newer.
     */
    @Override
    public Optional<Earlier> follows(JsonNode payload) {
        var invitee = payload.path("payload");
        return named(invitee, "old_invitee", EVENT).or(() -> named(invitee, "new_invitee", null));
    }

    private static Optional<Earlier> named(JsonNode invitee, String member, @Nullable String news) {
        return ExternalIds.of(invitee.path(member))
                .filter(uri -> !uri.isBlank())
                .map(uri -> new Earlier(INVITED + " " + uri, news));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(KeptBody.parse(null, received.body()) instanceof ObjectNode payload)) {
            return received.fields();
        }
        var invitee = payload.path("payload");
        var answers = new FormAnswers();
        answers.add("email", "Email", "email", invitee.path("email"));
        answers.add("first_name", "First name", "first_name", invitee.path("first_name"));
        answers.add("last_name", "Last name", "last_name", invitee.path("last_name"));
        answers.splitName(invitee.path("name").asString(""));
        answers.add("text_reminder_number", "Phone", "phone", invitee.path("text_reminder_number"));
        var location = invitee.path("scheduled_event").path("location");
        if (location.path("type").asString("").equals("outbound_call")) {
            answers.add("location", "Phone", "phone", location.path("location"));
        }
        for (var asked : invitee.path("questions_and_answers")) {
            var question = asked.path("question").asString("");
            answers.add(question, question, FormAnswers.fieldFor(question), asked.path("answer"));
        }
        answers.putInto(payload);
        return payload;
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
