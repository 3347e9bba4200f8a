package leadhub.integrations.make;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** Scenarios of Make that post leads. */
@Component
final class Make extends MappedWebhook {
    Make() {
        super(new About("make", "Make", Category.AUTOMATION, Status.VERIFIED));
    }
}
