package leadhub.integrations;

import leadhub.integrations.provider.ProviderHttp;
import tools.jackson.databind.JsonNode;

/** A type whose hook only announces leads, which are then read from the provider. */
public interface FetchingType extends AskedType {
    /** Where a body has what was fetched. */
    String LEAD = "lead";

    /** Where it has what announced it. */
    String NOTICE = "notice";

    /** Reads what a notice is about: a body with {@link #LEAD}. */
    Fetched fetch(JsonNode notice, IntegrationConfig config, ProviderHttp http);

    /** Whether a body has to be fetched before it can become a lead. */
    default boolean isToBeFetched(JsonNode body, IntegrationConfig config) {
        return !isFetched(body);
    }

    /** Whether a body has more than an announcement. */
    static boolean isFetched(JsonNode body) {
        return body.has(LEAD);
    }
}
