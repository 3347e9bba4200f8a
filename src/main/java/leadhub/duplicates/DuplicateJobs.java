package leadhub.duplicates;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks through the leads of workspaces: all of one once, which takes minutes for a million, then those that have changed. */
@Configuration(proxyBeanMethods = false)
class DuplicateJobs {
    static final String SCAN = "scan-duplicates";

    private static final Logger log = LoggerFactory.getLogger(DuplicateJobs.class);

    @Bean
    Task<?> scanAllDuplicates(DuplicateScan scan, Workspaces workspaces) {
        return Jobs.every(Duration.ofMinutes(5), "scan-all-duplicates", () -> workspaces.each(scan::wakeAgain));
    }

    @Bean
    Task<?> scanDuplicates(DuplicateScan scan) {
        return Jobs.inSteps(
                SCAN,
                workspaceId -> scan.step(Long.parseLong(workspaceId)),
                workspaceId -> log.error("Duplicates of workspace {} are no longer looked for.", workspaceId));
    }
}
