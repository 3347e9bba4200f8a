package leadhub.integrations.twilio;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.sms.Sms;
import leadhub.sms.SmsProvider.Taken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Twilio's API, as far as it is used.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio's reference</a>
 */
final class TwilioApi {
    private static final String ROOT = "/2010-04-01/Accounts/";
    /** Of the latest to a number, among which one is looked for whose answer got lost. */
    private static final int LOOKED_AT = 50;
    /** Twilio's clock and ours may differ so much. */
    private static final Duration BEFORE = Duration.ofMinutes(2);

    private TwilioApi() {}

    /** Hands over an SMS. @param callback where its states are told; null for nowhere */
    static ProviderHttp.Answer send(IntegrationConfig config, ProviderHttp http, Sms sms, @Nullable String callback) {
        var sender = config.text(Twilio.SENDER.key()).orElse("");
        var form = new LinkedHashMap<String, String>();
        form.put("To", sms.phone());
        form.put(sender.startsWith("MG") && sender.length() == 34 ? "MessagingServiceSid" : "From", sender);
        form.put("Body", sms.text());
        if (callback != null) {
            form.put("StatusCallback", callback);
        }
        return http.postForm(uri(config, "/Messages.json", Map.of()), key(config), form);
    }

    /** Looks for an SMS that it may have taken. */
    static Optional<Taken> find(IntegrationConfig config, ProviderHttp http, Sms sms, Predicate<String> isOthers) {
        var query = new LinkedHashMap<String, String>();
        query.put("To", sms.phone());
        query.put("PageSize", Integer.toString(LOOKED_AT));
        var answer = http.get(uri(config, "/Messages.json", query), key(config)).orFail();
        var since = sms.fate().askedAt() == null ? sms.createdAt() : sms.fate().askedAt();
        return answer.json()
                .path("messages")
                .valueStream()
                .filter(one -> one.path("direction").asString("").startsWith("outbound"))
                .filter(one -> one.path("body").asString("").equals(sms.text()))
                .filter(one -> !created(one).isBefore(since.minus(BEFORE)))
                .map(TwilioApi::taken)
                .filter(one -> !one.id().isEmpty() && !isOthers.test(one.id()))
                .findFirst();
    }

    static Taken taken(JsonNode message) {
        var segments = message.path("num_segments").asString("");
        return new Taken(
                message.path("sid").asString(""), segments.matches("[0-9]{1,3}") ? Integer.parseInt(segments) : 0);
    }

    private static Instant created(JsonNode message) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    message.path("date_created").asString(""), Instant::from);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    static void checkAccount(IntegrationConfig config, ProviderHttp http) {
        var account =
                http.get(uri(config, ".json", Map.of()), key(config)).orFail().json();
        var state = account.path("status").asString("active");
        if (!state.equals("active")) {
            throw ProviderFailure.refused("account " + state);
        }
    }

    /** A picture and the like; Twilio hands it over from another address, for which it wants no token. */
    static Optional<byte[]> media(IntegrationConfig config, ProviderHttp http, String reference) {
        return http.fileElsewhere(uri(config, "/Messages/" + reference, Map.of()), key(config));
    }

    private static java.net.URI uri(IntegrationConfig config, String rest, Map<String, String> query) {
        return ProviderHttp.uri(config.choice(Twilio.BASE_URL), ROOT + account(config) + rest, query);
    }

    private static String account(IntegrationConfig config) {
        return config.text(Twilio.ACCOUNT.key()).orElse("");
    }

    private static Map<String, String> key(IntegrationConfig config) {
        var token = config.secret(Twilio.TOKEN.key()).orElseThrow(() -> ProviderFailure.token("no auth token"));
        return ProviderHttp.basic(account(config), token);
    }
}
