package leadhub.reports;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What reports keep of leads, which is when something happened and nothing else. The timeline tells people the same. It stays where it is: reports ask for
 * leads that are there.
 */
@Configuration(proxyBeanMethods = false)
class SpanParts {
    @Bean
    LeadPart leadStaysPart() {
        return part("lead_stays");
    }

    @Bean
    LeadPart firstResponsesPart() {
        return part("first_responses");
    }

    private static LeadPart part(String table) {
        return new LeadPart(table, LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
