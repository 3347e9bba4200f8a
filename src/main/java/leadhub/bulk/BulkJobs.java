package leadhub.bulk;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Changes that take more than a step are a job each; in the end they are forgotten. */
@Configuration(proxyBeanMethods = false)
class BulkJobs {
    static final String NAME = "bulk-change";

    /** What the job of a change is called. */
    static String instance(long workspaceId, long id) {
        return workspaceId + "/" + id;
    }

    @Bean
    Task<?> bulkChange(BulkSteps steps) {
        return Jobs.inSteps(
                NAME,
                instance -> steps.step(workspaceId(instance), id(instance)),
                instance -> steps.giveUp(workspaceId(instance), id(instance)));
    }

    @Bean
    Task<?> pruneBulkChanges(BulkChanges changes) {
        return Jobs.every(Duration.ofHours(1), "prune-bulk-changes", changes::prune);
    }

    private static long workspaceId(String instance) {
        return Long.parseLong(instance.substring(0, instance.indexOf('/')));
    }

    private static long id(String instance) {
        return Long.parseLong(instance.substring(instance.indexOf('/') + 1));
    }
}
