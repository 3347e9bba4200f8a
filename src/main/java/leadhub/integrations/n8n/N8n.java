package leadhub.integrations.n8n;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** Workflows of n8n that post leads. */
@Component
final class N8n extends MappedWebhook {
    N8n() {
        super(new About("n8n", "n8n", Category.AUTOMATION, Status.VERIFIED));
    }
}
