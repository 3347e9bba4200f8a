package leadhub.integrations.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.TypeField;
import leadhub.integrations.help.HelpPage;
import org.jspecify.annotations.Nullable;

/**
 * An integration with the secrets that we have made, which are shown this once.
 *
 * @param secrets by their fields
 * @param isNew whether the integration is new too
 */
public record MadeIntegration(
        Integration integration,
        IntegrationType type,
        Map<TypeField, String> secrets,
        boolean isNew,
        ConnectSteps steps,
        Arrival arrival) {

    /** @param keys of the secrets that were made */
    static Map<TypeField, String> secrets(IntegrationType type, Integration integration, List<String> keys) {
        var secrets = new LinkedHashMap<TypeField, String>();
        for (var field : type.fields()) {
            var secret = integration.terms().config().secret(field.key()).orElse(null);
            if (secret != null && keys.contains(field.key())) {
                secrets.put(field, secret);
            }
        }
        return secrets;
    }

    public String path() {
        return IntegrationPages.path(integration);
    }

    @Override
    public String toString() {
        return "MadeIntegration[" + integration + "]";
    }

    /**
     * What to do at the provider.
     *
     * @param url to be pasted there; null if it can't be read
     * @param help null where there is none
     */
    public record ConnectSteps(
            IntegrationType type,
            @Nullable String url,
            @Nullable HelpPage help) {}
}
