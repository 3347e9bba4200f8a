package leadhub.duplicates;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads is kept to find pairs: it is looked through again once a lead has changed, gone or come back. */
@Configuration(proxyBeanMethods = false)
class DuplicateParts {
    @Bean
    LeadPart duplicatesPart() {
        return part("duplicates");
    }

    @Bean
    LeadPart duplicateKeysPart() {
        return part("duplicate_keys");
    }

    private static LeadPart part(String table) {
        return new LeadPart(table, LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
