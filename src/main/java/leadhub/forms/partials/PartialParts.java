package leadhub.forms.partials;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of people stands in what was typed and not sent. */
@Configuration(proxyBeanMethods = false)
class PartialParts {
    /** It is nobody's lead: it is found by the email and the phone that were typed, and never kept for longer than a deleted lead is. */
    @Bean
    LeadPart formPartials() {
        return new LeadPart(
                "form_partials", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, true);
    }
}
