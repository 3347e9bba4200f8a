package leadhub.webhooks.delivery;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads stands in what is delivered. */
@Configuration(proxyBeanMethods = false)
class WebhookParts {
    /** It tells what happened, and is forgotten after 30 days. */
    @Bean
    LeadPart webhookMessages() {
        return part("webhook_messages");
    }

    @Bean
    LeadPart webhookDeliveries() {
        return part("webhook_deliveries");
    }

    /** What receivers answer often says again what they were told. */
    @Bean
    LeadPart webhookAttempts() {
        return part("webhook_attempts");
    }

    private static LeadPart part(String table) {
        return new LeadPart(table, LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
