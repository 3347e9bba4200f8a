package leadhub.notes;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What notes are to the leads that they are about. */
@Configuration(proxyBeanMethods = false)
class NoteParts {
    @Bean
    LeadPart leadNotesPart() {
        return LeadPart.of("lead_notes");
    }
}
