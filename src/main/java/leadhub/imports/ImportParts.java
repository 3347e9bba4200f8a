package leadhub.imports;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What files say of people stands in them as it was sent; they are forgotten after some days anyway. */
@Configuration(proxyBeanMethods = false)
class ImportParts {
    /** Its preview shows rows, and its file holds them all. */
    @Bean
    LeadPart importsPart() {
        return part("imports", LeadPart.Erasure.REDACTED);
    }

    /** Held rows name the lead that they are about; those of a lead that was merged are found as the other one's. */
    @Bean
    LeadPart importRowsPart() {
        return part("import_rows", LeadPart.Erasure.DELETED);
    }

    private static LeadPart part(String table, LeadPart.Erasure erasure) {
        return new LeadPart(table, LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, erasure, false);
    }
}
