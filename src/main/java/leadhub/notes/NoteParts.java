package leadhub.notes;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares notes as a part of leads. */
@Configuration(proxyBeanMethods = false)
class NoteParts {
    @Bean
    LeadPart leadNotesPart() {
        return LeadPart.of("lead_notes");
    }

    @Bean
    LeadPart noteUndosPart() {
        return new LeadPart(
                "note_undos", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
