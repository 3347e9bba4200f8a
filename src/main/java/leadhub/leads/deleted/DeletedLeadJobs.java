package leadhub.leads.deleted;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets deleted leads in the end. */
@Configuration(proxyBeanMethods = false)
class DeletedLeadJobs {
    @Bean
    Task<?> pruneDeletedLeads(DeletedLeads leads, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "prune-deleted-leads", () -> workspaces.each(leads::prune));
    }
}
