package leadhub.intake;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads stands in what came in. */
@Configuration(proxyBeanMethods = false)
class IntakeParts {
    /** It tells what happened: the fact stays, and what is about an erased person is replaced. */
    @Bean
    LeadPart intakePart() {
        return new LeadPart("intake", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.REDACTED, true);
    }
}
