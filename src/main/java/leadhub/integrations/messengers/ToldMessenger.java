package leadhub.integrations.messengers;

import java.util.List;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.KeepingType;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** A messenger whose provider is told by us where to post what people write. */
public abstract class ToldMessenger extends Messenger implements KeepingType {
    private final MessengerWebhooks webhooks;

    protected ToldMessenger(About about, ObjectProvider<MessengerIntake> intake, MessengerWebhooks webhooks) {
        super(about, intake);
        this.webhooks = webhooks;
    }

    /** Asks its provider whether it takes the token; fails where it doesn't. */
    protected abstract void greet(IntegrationConfig config, ProviderHttp http);

    /** Where its provider posts; "" for nowhere. */
    protected abstract String told(IntegrationConfig config, ProviderHttp http);

    /** Has its provider post there. */
    protected abstract void tell(IntegrationConfig config, ProviderHttp http, String url);

    /** Has its provider post nowhere. */
    protected abstract void leave(IntegrationConfig config, ProviderHttp http);

    @Override
    public final List<Check> checks(Integration integration, ProviderHttp http) {
        return webhooks.checks(this, integration);
    }

    @Override
    public final void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        webhooks.setSoon(workspaceId, id);
    }

    @Override
    public final void deleted(long workspaceId, Integration before) {
        webhooks.leaveSoon(workspaceId, before);
    }
}
