package leadhub.integrations.microsoftads;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** Lead forms of Microsoft Advertising. */
@Component
final class MicrosoftAds extends MappedWebhook {
    MicrosoftAds() {
        super(new About("microsoft_ads", "Microsoft Advertising", Category.LEAD_SOURCE, Status.BETA));
    }
}
