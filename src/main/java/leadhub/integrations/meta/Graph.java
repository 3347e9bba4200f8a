package leadhub.integrations.meta;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.outside.Signatures;
import tools.jackson.databind.JsonNode;

/**
 * Asks the Graph API. Its errors are 400s that are told apart by their code.
 *
 * @see <a href="https://developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving">Meta's description</a>
 */
public record Graph(IntegrationConfig config, ProviderHttp http) {
    public static final TypeField APP_SECRET =
            TypeField.secret("meta", "app_secret").required();
    public static final TypeField ACCESS_TOKEN =
            TypeField.secret("meta", "access_token").required();
    public static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://graph.facebook.com");
    public static final TypeField API_VERSION =
            TypeField.text("meta", "api_version").usually("v26.0");

    private static final Set<Integer> LATER = Set.of(1, 2, 4, 17, 32, 341, 368, 613, 80005);
    private static final Set<Integer> TOKEN = Set.of(102, 190);
    private static final String PERMISSION = " (a permission is missing)";
    private static final String NOT_THERE =
            " (it isn't there, or not for this token: see Leads Access in the business settings)";
    private static final int NO_SUCH_THING = 100;
    private static final int NOT_VISIBLE = 33;

    /** What it answers below a version; with a proof that whoever has the token has the secret too. */
    public JsonNode get(String path, Map<String, String> query) {
        return read(http.get(target(path, query), authorization()), code -> Optional.empty());
    }

    /** The same of what is posted. @param own what some of its error codes mean there */
    public JsonNode post(String path, JsonNode body, IntFunction<Optional<RuntimeException>> own) {
        return read(http.post(target(path, Map.of()), authorization(), body), own);
    }

    /** A file at an address that it has named, by the same token, which never goes out in the clear. Empty for one that is too large. */
    public Optional<byte[]> file(String url) {
        var target = ProviderHttp.uri(url, "");
        if (config.choice(API_BASE_URL).startsWith("https:") && !"https".equals(target.getScheme())) {
            throw ProviderFailure.refused("the file isn't on https");
        }
        return http.file(target, authorization());
    }

    private URI target(String path, Map<String, String> query) {
        var all = new LinkedHashMap<>(query);
        all.put("appsecret_proof", proof(token()));
        return ProviderHttp.uri(
                config.choice(API_BASE_URL), "/" + ProviderHttp.part(config.choice(API_VERSION)) + path, all);
    }

    private Map<String, String> authorization() {
        return Map.of("Authorization", "Bearer " + token());
    }

    private String token() {
        return config.secret(ACCESS_TOKEN.key()).orElse("");
    }

    private static JsonNode read(ProviderHttp.Answer answer, IntFunction<Optional<RuntimeException>> own) {
        var error = answer.json().path("error");
        if (answer.isSuccess() && error.isMissingNode()) {
            return answer.json();
        }
        throw own.apply(error.path("code").asInt(0)).orElseGet(() -> failure(answer, error));
    }

    static boolean isPermission(ProviderFailure failure) {
        return failure.say().endsWith(PERMISSION);
    }

    private String proof(String token) {
        return Signatures.hex(
                config.secret(APP_SECRET.key()).orElse("").getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.UTF_8));
    }

    private static ProviderFailure failure(ProviderHttp.Answer answer, JsonNode error) {
        var code = error.path("code").asInt(0);
        var subcode = error.path("error_subcode").asInt(0);
        var says = "HTTP " + answer.status() + ", code " + code + (subcode == 0 ? "" : "/" + subcode);
        if (TOKEN.contains(code)) {
            return ProviderFailure.token(says);
        }
        if (LATER.contains(code)) {
            return ProviderFailure.later(says, answer.pause());
        }
        if (code == 0) {
            return answer.failure(null);
        }
        return code == NO_SUCH_THING && subcode == NOT_VISIBLE
                ? ProviderFailure.missing(says + NOT_THERE)
                : ProviderFailure.refused(says + (isPermission(code) ? PERMISSION : ""));
    }

    private static boolean isPermission(int code) {
        return code == 10 || code >= 200 && code < 300;
    }
}
