package leadhub.integrations.zapier;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** Zaps that post leads. */
@Component
final class Zapier extends MappedWebhook {
    Zapier() {
        super(new About("zapier", "Zapier", Category.AUTOMATION, Status.VERIFIED));
    }
}
