package leadhub.bulk;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs each change that takes more than one step as a job, and deletes old ones. */
@Configuration(proxyBeanMethods = false)
class BulkJobs {
    static final String NAME = "bulk-change";

    /** The name of a change's job. */
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
    Task<?> pruneBulkChanges(BulkChanges changes, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "prune-bulk-changes", () -> workspaces.each(changes::prune));
    }

    private static long workspaceId(String instance) {
        return Long.parseLong(instance.substring(0, instance.indexOf('/')));
    }

    private static long id(String instance) {
        return Long.parseLong(instance.substring(instance.indexOf('/') + 1));
    }
}
