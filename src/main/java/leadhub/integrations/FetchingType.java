package leadhub.integrations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type whose provider is asked: its hook only announces leads, or it gives out those from before. What it is asked, it is asked in no
 * transaction and perhaps more than once. What goes wrong is a {@link leadhub.integrations.provider.ProviderFailure}.
 */
public interface FetchingType extends IntegrationType {
    /** Where a body has what was fetched. */
    String LEAD = "lead";

    /** Where it has what announced it. */
    String NOTICE = "notice";

    /** Reads what a notice is about. */
    Fetched fetch(JsonNode notice, IntegrationConfig config, ProviderHttp http);

    /** Whether it is ready at the provider's end, check by check. */
    List<IntegrationPreview.Check> checks(IntegrationConfig config, ProviderHttp http);

    /** For how long a token is good after somebody has saved it; empty where that isn't known, or for ever. */
    default Optional<Duration> tokenLife() {
        return Optional.empty();
    }

    /** A page of the leads since then. */
    PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http);

    /**
     * For whom something is: an app has one URL for all that it reads. The first one counts that there is; what is for nobody stays where
     * it came.
     *
     * @param body a notice, or what was fetched
     */
    default List<Owner> owners(JsonNode body) {
        return List.of();
    }

    /** @param value of the field of the config */
    record Owner(String type, String field, String value) {}

    /** @param lead what is kept beside the notice; it has a member {@link #LEAD} */
    record Fetched(ObjectNode lead, boolean isTest) {}

    /** @param next what the page before said of this one; null for the first */
    record Past(Instant since, Instant until, @Nullable String next) {}

    /** @param next of the next page, without secrets; null if there is none */
    record PastLeads(List<PastLead> leads, @Nullable String next) {}

    /** @param externalId the same that a hook has of it */
    record PastLead(@Nullable String externalId, Fetched fetched) {}

    /** Whether a body has more than an announcement. */
    static boolean isFetched(JsonNode body) {
        return body.has(LEAD);
    }
}
