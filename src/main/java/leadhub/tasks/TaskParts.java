package leadhub.tasks;

import leadhub.leads.LeadPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares tasks as a part of leads. */
@Configuration(proxyBeanMethods = false)
class TaskParts {
    @Bean
    LeadPart leadTasksPart() {
        return LeadPart.of("lead_tasks");
    }

    @Bean
    LeadPart taskUndosPart() {
        return new LeadPart(
                "task_undos", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
