package leadhub.integrations.pinterest;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** What others fetch from Pinterest. */
@Component
final class Pinterest extends MappedWebhook {
    Pinterest() {
        super(
                new About(
                        "pinterest",
                        "Pinterest",
                        Category.LEAD_SOURCE,
                        Status.BETA,
                        "Pinterest publishes no open contract for pushing leads. Post them here from a tool that gets them, such as Zapier, or import its CSV."));
    }
}
