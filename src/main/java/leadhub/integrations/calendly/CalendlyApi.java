package leadhub.integrations.calendly;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Json;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks Calendly's API.
 *
 * @see <a href="https://developer.calendly.com/api-docs">Calendly's description</a>
 */
record CalendlyApi(IntegrationConfig config, ProviderHttp http) {
    static final TypeField ACCESS_TOKEN = TypeField.secret("calendly", "access_token");
    static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://api.calendly.com");

    private static final String EVENTS_AT_ONCE = "20";
    private static final String INVITEES_AT_ONCE = "100";

    /** Who asks, and for which organization. */
    JsonNode me() {
        return get("/users/me", Map.of()).orFail().json().path("resource");
    }

    /**
     * A page of the events that begin after then, in their order. Who is no admin may read their own alone.
     *
     * @param scope {@code organization} or {@code user}
     * @param pageToken of this page; null for the first
     */
    JsonNode events(String scope, String uri, Instant since, @Nullable String pageToken) {
        var query = new LinkedHashMap<String, String>();
        query.put(scope, uri);
        query.put("min_start_time", since.truncatedTo(ChronoUnit.SECONDS).toString());
        query.put("sort", "start_time:asc");
        query.put("count", EVENTS_AT_ONCE);
        if (pageToken != null) {
            query.put("page_token", pageToken);
        }
        var answer = get("/scheduled_events", query);
        if (answer.status() == 403) {
            throw ProviderFailure.missing("HTTP 403 (the token may not read these events)");
        }
        return answer.orFail().json();
    }

    /** A page of those who are invited to an event. @param event its URI, which ends in its id */
    JsonNode invitees(String event, @Nullable String pageToken) {
        var query = new LinkedHashMap<String, String>();
        query.put("count", INVITEES_AT_ONCE);
        if (pageToken != null) {
            query.put("page_token", pageToken);
        }
        var id = event.substring(event.lastIndexOf('/') + 1);
        var answer = get("/scheduled_events/" + ProviderHttp.part(id) + "/invitees", query);
        // An event that is gone meanwhile has nobody.
        return answer.status() == 404
                ? Json.MAPPER.createObjectNode()
                : answer.orFail().json();
    }

    /** Of the next page; null if there is none. */
    static @Nullable String next(JsonNode page) {
        var token = page.path("pagination").path("next_page_token").asString("");
        return token.isEmpty() ? null : token;
    }

    private ProviderHttp.Answer get(String path, Map<String, String> query) {
        return http.get(
                ProviderHttp.uri(config.choice(API_BASE_URL), path, query),
                Map.of(
                        "Authorization",
                        "Bearer " + config.secret(ACCESS_TOKEN.key()).orElse("")));
    }
}
