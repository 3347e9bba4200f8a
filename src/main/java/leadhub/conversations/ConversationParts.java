package leadhub.conversations;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads stands in conversations. */
@Configuration(proxyBeanMethods = false)
class ConversationParts {
    /** Messages and notes go with them. */
    @Bean
    LeadPart conversationsOfLeads() {
        return new LeadPart(
                "conversations", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.DELETED, true);
    }
}
