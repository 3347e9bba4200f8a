package leadhub.leads;

import static leadhub.leads.LeadPart.Deletion;
import static leadhub.leads.LeadPart.Erasure;
import static leadhub.leads.LeadPart.Merge;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is kept of leads here, and by the packages that leads stand on. Later features declare theirs beside their SQL. */
@Configuration(proxyBeanMethods = false)
class LeadParts {
    @Bean
    LeadPart leadTagsPart() {
        return new LeadPart("lead_tags", Deletion.MADE_ANEW, Merge.MADE_ANEW, Erasure.DELETED, false);
    }

    @Bean
    LeadPart leadSearchPart() {
        return new LeadPart("lead_search", Deletion.MADE_ANEW, Merge.MADE_ANEW, Erasure.DELETED, false);
    }

    /** A public event is known by its lead and number for ever (docs/adr/0012), so that it never becomes another lead's. */
    @Bean
    LeadPart leadEventsPart() {
        return new LeadPart("lead_events", Deletion.STAYS, Merge.STAYS, Erasure.REDACTED, true);
    }

    @Bean
    LeadPart auditEntriesPart() {
        return new LeadPart("audit_entries", Deletion.STAYS, Merge.STAYS, Erasure.REDACTED, true);
    }

    @Bean
    LeadPart deletedLeadsPart() {
        return new LeadPart("deleted_leads", Deletion.STAYS, Merge.STAYS, Erasure.DELETED, true);
    }

    /** Where a merged lead is found, and for a time what it was. */
    @Bean
    LeadPart mergedLeadsPart() {
        return new LeadPart("merged_leads", Deletion.STAYS, Merge.STAYS, Erasure.DELETED, true);
    }

    /** Answers that are kept for a day, lest a request that is sent again is done twice. */
    @Bean
    LeadPart idempotentAnswersPart() {
        return new LeadPart("idempotent_answers", Deletion.STAYS, Merge.STAYS, Erasure.DELETED, false);
    }
}
