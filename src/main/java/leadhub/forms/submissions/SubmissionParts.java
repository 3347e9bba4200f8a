package leadhub.forms.submissions;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of leads stands in what was sent by forms. */
@Configuration(proxyBeanMethods = false)
class SubmissionParts {
    /** It tells what was sent, and what was agreed to. */
    @Bean
    LeadPart formSubmissions() {
        return new LeadPart(
                "form_submissions", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.DELETED, true);
    }
}
