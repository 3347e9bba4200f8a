package leadhub.integrations;

import java.util.List;
import leadhub.integrations.provider.ProviderHttp;

/** A type whose provider can be asked whether it is ready; in no transaction. */
public interface CheckedType extends IntegrationType {
    /** The fields that it lacks to be asked, which nobody has to give otherwise; empty where it can be. */
    default List<TypeField> missing(IntegrationConfig config) {
        return List.of();
    }

    /** Whether it is ready at the provider's end, check by check. */
    List<IntegrationPreview.Check> checks(Integration integration, ProviderHttp http);
}
