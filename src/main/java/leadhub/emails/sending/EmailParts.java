package leadhub.emails.sending;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares emails as a part of leads. */
@Configuration(proxyBeanMethods = false)
class EmailParts {
    /** They stay when their lead is deleted, for its owner may still unsubscribe. */
    @Bean
    LeadPart leadEmailsPart() {
        return new LeadPart(
                "lead_emails", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.DELETED, true);
    }
}
