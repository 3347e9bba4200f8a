package leadhub.integrations.messengers;

import java.util.Optional;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.provider.ProviderHttp;

/** A type whose provider hands over the files that people send. */
public interface FileProvider extends IntegrationType {
    /**
     * Reads a file that somebody sent; in no transaction. What goes wrong is a {@link leadhub.integrations.provider.ProviderFailure}.
     *
     * @param reference as it was announced
     * @return empty for one that is too large
     */
    Optional<byte[]> download(IntegrationConfig config, String reference, ProviderHttp http);
}
