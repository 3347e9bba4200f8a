package leadhub.integrations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import org.springframework.stereotype.Component;

/**
 * Asks providers whether integrations are ready at their end. Asking and telling are apart, so that no transaction waits for an
 * answer.
 */
@Component
class ProviderChecks {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final IntegrationTypes types;
    private final ProviderHttp http;
    private final Cache<Long, List<IntegrationPreview.Check>> found = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    ProviderChecks(IntegrationTypes types, ProviderHttp http) {
        this.types = types;
        this.http = http;
    }

    /** Asks, in no transaction. Ids are unique in all workspaces. */
    void ask(Integration integration) {
        found.put(integration.id(), asked(integration));
    }

    /** What was found when it was asked last. */
    List<IntegrationPreview.Check> of(Integration integration) {
        return Objects.requireNonNullElse(found.getIfPresent(integration.id()), List.of());
    }

    private List<IntegrationPreview.Check> asked(Integration integration) {
        if (!(types.get(integration.terms().type()) instanceof CheckedType type)
                || !type.missing(integration.terms().config()).isEmpty()) {
            return List.of();
        }
        try {
            return type.checks(integration, http);
        } catch (ProviderFailure e) {
            return List.of(new IntegrationPreview.Check("provider", false, sentence(e), e.say()));
        }
    }

    private static String sentence(ProviderFailure failure) {
        return IntegrationRefusals.reason(failure).say();
    }
}
