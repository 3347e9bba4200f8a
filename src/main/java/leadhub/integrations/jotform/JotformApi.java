package leadhub.integrations.jotform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Json;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.integrations.provider.RememberedForms;
import tools.jackson.databind.JsonNode;

/**
 * Asks Jotform's API. The title of a form is asked for once in ten minutes for each key.
 *
 * @see <a href="https://api.jotform.com/docs/">Jotform's description</a>
 */
final class JotformApi {
    static final TypeField FORM_ID = TypeField.text("jotform", "form_id");
    static final TypeField API_KEY = TypeField.secret("jotform", "api_key");
    static final TypeField API_BASE_URL =
            TypeField.text("jotform", TypeField.API_BASE_URL).usually("https://api.jotform.com");

    /** A thousand may be asked for, but a page of them could be too long for us. */
    static final int AT_ONCE = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Times are told in the account's time zone, which is none that we know: nowhere is it earlier than this. */
    private static final Duration FARTHEST_ZONE = Duration.ofHours(12);

    private final RememberedForms<String> titles = new RememberedForms<>();

    /** One of this account. Another account's, and one that nobody made, are refused like a wrong key, so the key is tried by itself. */
    JsonNode submission(IntegrationConfig config, ProviderHttp http, String id) {
        var answer = ask(config, http, "/submission/" + ProviderHttp.part(id), Map.of());
        if (answer.status() == 401) {
            account(config, http);
            throw ProviderFailure.missing("HTTP 401 (it isn't there, or not in this account)");
        }
        if (answer.status() == 404) {
            throw ProviderFailure.missing("HTTP 404 (it isn't there)");
        }
        return content(answer);
    }

    /** Those of the form since then, the newest first. */
    JsonNode submissions(IntegrationConfig config, ProviderHttp http, Instant since, int offset) {
        var query = new LinkedHashMap<String, String>();
        query.put("limit", Integer.toString(AT_ONCE));
        query.put("offset", Integer.toString(offset));
        query.put("orderby", "created_at");
        query.put("filter", Json.write(Map.of("created_at:gt", TIME.format(since.minus(FARTHEST_ZONE)))));
        return content(ask(config, http, "/form/" + ProviderHttp.part(formId(config)) + "/submissions", query));
    }

    String title(IntegrationConfig config, ProviderHttp http, String formId) {
        return titles.get(
                config.choice(API_BASE_URL),
                config.secret(API_KEY.key()).orElse(""),
                formId,
                () -> content(ask(config, http, "/form/" + ProviderHttp.part(formId), Map.of()))
                        .path("title")
                        .asString(""));
    }

    /** Whose key it is. */
    JsonNode account(IntegrationConfig config, ProviderHttp http) {
        return content(ask(config, http, "/user", Map.of()));
    }

    static String formId(IntegrationConfig config) {
        return config.text(FORM_ID.key()).orElse("");
    }

    private static ProviderHttp.Answer ask(
            IntegrationConfig config, ProviderHttp http, String path, Map<String, String> query) {
        return http.get(
                ProviderHttp.uri(config.choice(API_BASE_URL), path, query),
                Map.of("APIKEY", config.secret(API_KEY.key()).orElse("")));
    }

    private static JsonNode content(ProviderHttp.Answer answer) {
        return answer.orFail().json().path("content");
    }
}
