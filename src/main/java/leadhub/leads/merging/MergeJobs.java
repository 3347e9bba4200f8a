package leadhub.leads.merging;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what merged leads were in the end. */
@Configuration(proxyBeanMethods = false)
class MergeJobs {
    @Bean
    Task<?> pruneMergedLeads(Merging merging, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "prune-merged-leads", () -> workspaces.each(merging::prune));
    }
}
