package leadhub.integrations.twitter;

import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;

/** What others fetch from X. */
@Component
final class Twitter extends MappedWebhook {
    Twitter() {
        super(
                new About(
                        "twitter",
                        "X (Twitter)",
                        Category.LEAD_SOURCE,
                        Status.BETA,
                        "X publishes no way to push or read leads. Post them here from a tool that gets them, such as Zapier, or import its CSV."));
    }
}
