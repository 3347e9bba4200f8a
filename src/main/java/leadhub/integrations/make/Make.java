package leadhub.integrations.make;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** Scenarios of Make that post leads. */
@Component
final class Make extends MappedWebhook {
    Make() {
        super(
                new About(
                        "make",
                        "Make",
                        Category.AUTOMATION,
                        Status.VERIFIED,
                        "Takes what a scenario posts with its HTTP module. To send leads to Make, subscribe a webhook at /api/v1/webhooks."));
    }
}
