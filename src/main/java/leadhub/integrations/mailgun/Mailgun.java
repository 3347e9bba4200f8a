package leadhub.integrations.mailgun;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.integrations.CheckedType;
import leadhub.integrations.HookType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.KeepingType;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.mail.MailWays;
import leadhub.web.input.Emails;
import leadhub.web.intake.KeptBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A domain at Mailgun, by which a workspace's emails to leads go.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks">Mailgun's description of its hooks</a>
 */
@Component
final class Mailgun implements CheckedType, HookType, KeepingType {
    static final String KEY = "mailgun";
    static final TypeField REGION = TypeField.select(KEY, "region", List.of("us", "eu"));
    static final TypeField DOMAIN = TypeField.text(KEY, "domain").required();
    static final TypeField API_KEY = TypeField.secret(KEY, "api_key").required();
    static final TypeField SIGNING_KEY = TypeField.secret(KEY, "signing_key").required();
    static final TypeField FROM = TypeField.text(KEY, "from").required();
    static final TypeField TRACK_OPENS = TypeField.bool(KEY, "track_opens");
    static final TypeField BASE_URL = TypeField.text("api", TypeField.API_BASE_URL);

    /** Mailgun sends again for 8 hours. */
    private static final Duration GOOD = Duration.ofHours(24);

    private final MailWays ways;

    Mailgun(MailWays ways) {
        this.ways = ways;
    }

    @Override
    public About about() {
        return new About(KEY, "Mailgun", Category.EMAIL, Status.FROM_DOCUMENTS);
    }

    @Override
    public Direction direction() {
        return Direction.BOTH;
    }

    /** What comes in is about emails of ours. */
    @Override
    public boolean takesLeads() {
        return false;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(REGION, DOMAIN, API_KEY, SIGNING_KEY, FROM, TRACK_OPENS, BASE_URL);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        config.text(DOMAIN.key())
                .filter(domain -> !domain.matches("(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"))
                .ifPresent(domain -> errors.reject(DOMAIN.key(), Refusal.of("invalid")));
        config.text(FROM.key())
                .filter(from -> !Emails.isValid(from) || from.length() > 255 || from.matches("(?s).*\\p{Cntrl}.*"))
                .ifPresent(from -> errors.reject(FROM.key(), Refusal.of("email")));
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        try {
            MailgunApi.checkDomain(config, http);
            return List.of(new Check("mailgun", true, "Mailgun knows the domain and the API key."));
        } catch (ProviderFailure e) {
            return List.of(
                    Check.failed("mailgun", "Mailgun refuses: check the region, the domain and the API key.", e.say()));
        }
    }

    @Override
    public void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        if (after.isPaused()) {
            ways.withdraw(workspaceId, id);
        } else {
            var from = after.config().text(FROM.key()).orElseThrow();
            ways.offer(workspaceId, new MailWays.Chosen(id, KEY, from));
        }
    }

    @Override
    public void deleted(long workspaceId, Integration before) {
        ways.withdraw(workspaceId, before.id());
    }

    /** The token of its signature. */
    @Override
    public Optional<String> goodOnce(Hook hook) {
        var token = json(hook).path("signature").path("token").asString("");
        return Optional.of(token.length() <= 100 ? token : token.substring(0, 100));
    }

    /** Timestamp and token are signed, as they came, and not the body. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var json = json(hook);
        var signature = json.path("signature");
        var timestamp = signature.path("timestamp").asString("");
        var token = signature.path("token").asString("");
        var key = config.secret(SIGNING_KEY.key()).orElse("");
        var message = (timestamp + token).getBytes(StandardCharsets.UTF_8);
        var given = signature.path("signature").asString("");
        if (token.isEmpty() || key.isEmpty() || !HookSignatures.isHex(given, "", key, message)) {
            throw HookSignatures.wrong();
        }
        var age = Duration.between(at(timestamp), hook.at()).abs();
        if (age.compareTo(GOOD) > 0) {
            throw HookSignatures.wrong();
        }
        var event = json.path("event-data");
        var item = hook.whole().withExternalId(externalId(event));
        var isTest = event.path("flags").path("is-test-mode").asBoolean(false);
        return Received.one(isTest ? item.asTest() : item);
    }

    /** An event's id is its own for a day. */
    private static @Nullable String externalId(JsonNode event) {
        var id = event.path("id").asString("");
        return id.isEmpty() ? null : LocalDate.ofInstant(MailgunEvent.at(event), ZoneOffset.UTC) + ":" + id;
    }

    private static Instant at(String seconds) {
        try {
            return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static JsonNode json(Hook hook) {
        return KeptBody.parse("application/json", hook.whole().body());
    }
}
