package leadhub.integrations.webhook;

import leadhub.intake.IntakeSource;
import org.springframework.stereotype.Component;

/** A URL that takes any JSON and any form. */
@Component
final class GenericWebhook extends MappedWebhook {
    GenericWebhook() {
        super(new About("webhook", "Webhook", Category.LEAD_SOURCE, Status.VERIFIED));
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.WEBHOOK;
    }
}
