package leadhub.integrations.linkedin;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.integrations.provider.RememberedForms;
import tools.jackson.databind.JsonNode;

/**
 * Asks LinkedIn's Lead Sync API. A form is asked for once in ten minutes for each token that may read it.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync">LinkedIn's description</a>
 */
final class LinkedInApi {
    static final TypeField ACCESS_TOKEN =
            TypeField.secret("linkedin", "access_token").required();
    static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://api.linkedin.com");
    static final TypeField API_VERSION =
            TypeField.text("linkedin", "api_version").usually("202606");

    private static final String FIELDS =
            "id,submittedAt,leadType,owner,submitter,versionedLeadGenFormUrn,formResponse,associatedEntity,testLead,leadMetadata";
    static final int AT_ONCE = 100;

    /** {@code urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)} */
    private static final Pattern FORM =
            Pattern.compile("urn:li:versionedLeadGenForm:\\(urn:li:leadGenForm:(\\d+),\\d+\\)");

    private final RememberedForms<JsonNode> forms = new RememberedForms<>();

    JsonNode lead(IntegrationConfig config, ProviderHttp http, String id) {
        return get(config, http, "/rest/leadFormResponses/" + ProviderHttp.part(id) + "?fields=" + FIELDS);
    }

    /** What leads of an owner are asked for. @param kind as LinkedIn calls it, such as {@code SPONSORED} */
    record Asked(String owner, String kind, Instant since, Instant until) {}

    /** Some of an owner. Parentheses stand as they are, everything within them is encoded. */
    JsonNode leads(IntegrationConfig config, ProviderHttp http, Asked asked, int start) {
        return get(
                config,
                http,
                "/rest/leadFormResponses?q=owner&owner=" + asked.owner() + "&leadType=(leadType:" + asked.kind()
                        + ")&submittedAtTimeRange=(start:" + asked.since().toEpochMilli() + ",end:"
                        + asked.until().toEpochMilli() + ")&start=" + start + "&count=" + AT_ONCE + "&fields="
                        + FIELDS);
    }

    JsonNode forms(IntegrationConfig config, ProviderHttp http, String owner) {
        return get(config, http, "/rest/leadForms?q=owner&owner=" + owner + "&start=0&count=1");
    }

    /** Its questions, as far as the token may read them: without, answers have nothing but numbers. */
    JsonNode form(IntegrationConfig config, ProviderHttp http, String urn) {
        var matcher = FORM.matcher(urn);
        if (!matcher.matches()) {
            return Json.MAPPER.createObjectNode();
        }
        return forms.get(
                config.choice(API_BASE_URL),
                config.secret(ACCESS_TOKEN.key()).orElse(""),
                urn,
                () -> get(config, http, "/rest/leadForms/" + matcher.group(1)));
    }

    private static JsonNode get(IntegrationConfig config, ProviderHttp http, String rest) {
        var answer = http.get(
                ProviderHttp.uri(config.choice(API_BASE_URL), rest),
                Map.of(
                        "Authorization",
                        "Bearer " + config.secret(ACCESS_TOKEN.key()).orElse(""),
                        "Linkedin-Version",
                        config.choice(API_VERSION),
                        "X-Restli-Protocol-Version",
                        "2.0.0"));
        if (answer.status() == 403) {
            throw ProviderFailure.refused("HTTP 403 (the member needs a role in the ad account and on the page)");
        }
        return answer.orFail().json();
    }
}
