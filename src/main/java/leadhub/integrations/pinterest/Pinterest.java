package leadhub.integrations.pinterest;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** What others fetch from Pinterest. */
@Component
final class Pinterest extends MappedWebhook {
    Pinterest() {
        super(new About("pinterest", "Pinterest", Category.LEAD_SOURCE, Status.BETA));
    }
}
