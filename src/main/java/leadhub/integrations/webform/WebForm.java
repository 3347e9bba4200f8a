package leadhub.integrations.webform;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** A form of your own site, or of a site builder. */
@Component
final class WebForm extends MappedWebhook {
    WebForm() {
        super(new About("web_form", "Web form", Category.LEAD_SOURCE, Status.VERIFIED));
    }
}
