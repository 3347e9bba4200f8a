package leadhub.integrations.snapchat;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** What others fetch from Snapchat. */
@Component
final class Snapchat extends MappedWebhook {
    Snapchat() {
        super(new About("snapchat", "Snapchat", Category.LEAD_SOURCE, Status.BETA));
    }
}
