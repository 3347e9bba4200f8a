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
 * A type whose provider is asked for leads from before. What it is asked, it is asked in no transaction and
 * perhaps more than once. What goes wrong is a {@link leadhub.integrations.provider.ProviderFailure}.
 */
public interface AskedType extends CheckedType, HookType {
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

    /** @param lead what is kept of it, as a hook's would be */
    record Fetched(ObjectNode lead, boolean isTest) {}

    /** @param next what the page before said of this one; null for the first */
    record Past(Instant since, Instant until, @Nullable String next) {}

    /**
     * @param next of the next page, without secrets; null if there is none
     * @param pause for which the provider is left alone before that; null for none
     */
    record PastLeads(
            List<PastLead> leads,
            @Nullable String next,
            @Nullable Duration pause) {
        public PastLeads(List<PastLead> leads, @Nullable String next) {
            this(leads, next, null);
        }
    }

    /** @param externalId the same that a hook has of it */
    record PastLead(@Nullable String externalId, Fetched fetched) {}
}
