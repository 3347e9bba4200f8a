package leadhub.integrations.webhook;

import leadhub.intake.IntakeSource;
import org.springframework.stereotype.Component;

/** A URL that takes any JSON and any form. */
@Component
final class GenericWebhook extends MappedWebhook {
    GenericWebhook() {
        super(
                new About(
                        "webhook",
                        "Webhook",
                        Category.LEAD_SOURCE,
                        Status.VERIFIED,
                        "Takes any JSON, form-encoded or multipart post at a secret URL, and makes leads of it as your mapping says."));
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.WEBHOOK;
    }
}
