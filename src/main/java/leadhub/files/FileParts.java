package leadhub.files;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares files as a part of leads. */
@Configuration(proxyBeanMethods = false)
class FileParts {
    /** They stay while their lead can be restored, for so does what is in them; then they are forgotten. */
    @Bean
    LeadPart leadFilesPart() {
        return new LeadPart(
                "lead_files",
                LeadPart.Deletion.STAYS,
                LeadPart.Merge.MOVES,
                LeadPart.Erasure.DELETED,
                true,
                LeadFileSql.IS_THERE);
    }
}
