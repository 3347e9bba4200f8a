package leadhub.integrations.typeform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.integrations.provider.RememberedForms;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks Typeform's API. A form is asked for once in ten minutes for each token.
 *
 * @see <a href="https://www.typeform.com/developers/responses/">Typeform's description</a>
 */
final class TypeformApi {
    static final TypeField FORM_ID = TypeField.text("typeform", "form_id");
    static final TypeField ACCESS_TOKEN = TypeField.secret("typeform", "access_token");
    static final TypeField API_BASE_URL =
            TypeField.text("typeform", TypeField.API_BASE_URL).usually("https://api.typeform.com");

    /** A thousand may be asked for, but a page of them could be too long for us. */
    static final int AT_ONCE = 100;

    private final RememberedForms<JsonNode> forms = new RememberedForms<>();

    /** Those since then, the newest first. @param before the token of the last one that is known; null for none */
    JsonNode responses(IntegrationConfig config, ProviderHttp http, Instant since, @Nullable String before) {
        var query = new LinkedHashMap<String, String>();
        query.put("page_size", Integer.toString(AT_ONCE));
        query.put("since", since.truncatedTo(ChronoUnit.SECONDS).toString());
        if (before != null) {
            query.put("before", before);
        }
        return get(config, http, "/responses", query);
    }

    /** With its questions, which responses name by their ids alone. */
    JsonNode form(IntegrationConfig config, ProviderHttp http) {
        return forms.get(
                config.choice(API_BASE_URL),
                config.secret(ACCESS_TOKEN.key()).orElse(""),
                formId(config),
                () -> get(config, http, "", Map.of()));
    }

    static String formId(IntegrationConfig config) {
        return config.text(FORM_ID.key()).orElse("");
    }

    private static JsonNode get(IntegrationConfig config, ProviderHttp http, String rest, Map<String, String> query) {
        var path = "/forms/" + ProviderHttp.part(formId(config)) + rest;
        var answer = http.get(
                ProviderHttp.uri(config.choice(API_BASE_URL), path, query),
                Map.of(
                        "Authorization",
                        "Bearer " + config.secret(ACCESS_TOKEN.key()).orElse("")));
        if (answer.status() == 403) {
            throw ProviderFailure.refused("HTTP 403 (the token needs forms:read and responses:read)");
        }
        return answer.orFail().json();
    }
}
