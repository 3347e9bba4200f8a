package leadhub.bulk;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares what a bulk change keeps of each lead, so that it can be undone. */
@Configuration(proxyBeanMethods = false)
class BulkParts {
    @Bean
    LeadPart bulkChangeItemsPart() {
        return new LeadPart(
                "bulk_change_items", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
