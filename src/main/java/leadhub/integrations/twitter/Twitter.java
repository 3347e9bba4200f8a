package leadhub.integrations.twitter;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** What others fetch from X. */
@Component
final class Twitter extends MappedWebhook {
    Twitter() {
        super(new About("twitter", "X (Twitter)", Category.LEAD_SOURCE, Status.BETA));
    }
}
