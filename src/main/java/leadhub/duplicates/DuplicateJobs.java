package leadhub.duplicates;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks through all leads of a workspace, which takes minutes for a million. */
@Configuration(proxyBeanMethods = false)
class DuplicateJobs {
    static final String SCAN = "scan-duplicates";

    private static final Logger log = LoggerFactory.getLogger(DuplicateJobs.class);

    @Bean
    Task<?> scanDuplicates(DuplicateScan scan) {
        return Jobs.inSteps(
                SCAN,
                workspaceId -> scan.step(Long.parseLong(workspaceId)),
                workspaceId -> log.error("Duplicates of workspace {} are no longer looked for.", workspaceId));
    }
}
