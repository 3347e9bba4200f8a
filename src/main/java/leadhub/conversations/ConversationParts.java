package leadhub.conversations;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads stands in conversations. */
@Configuration(proxyBeanMethods = false)
class ConversationParts {
    /** That there was one is counted on; what was said, who it was and where they came from goes: {@link ConversationErasure}. */
    @Bean
    LeadPart conversationsOfLeads() {
        return new LeadPart(
                "conversations", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.REDACTED, true);
    }
}
