package leadhub.bulk;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a change of many leads keeps of each, so that it can be undone. */
@Configuration(proxyBeanMethods = false)
class BulkParts {
    @Bean
    LeadPart bulkChangeItemsPart() {
        return new LeadPart(
                "bulk_change_items", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
