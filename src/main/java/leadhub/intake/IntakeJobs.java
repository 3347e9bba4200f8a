package leadhub.intake;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has many rows worked on again, and forgets what was kept long enough. */
@Configuration(proxyBeanMethods = false)
class IntakeJobs {
    private static final Logger log = LoggerFactory.getLogger(IntakeJobs.class);

    @Bean
    Task<?> intakeReplay(IntakeReplays replays) {
        return Jobs.inSteps(
                IntakeReplays.JOB,
                subject -> replays.step(number(subject, 0), number(subject, 1)),
                subject -> log.error("Working again on what came in ({}) was given up.", subject));
    }

    @Bean
    Task<?> pruneIntake(IntakeRetention retention, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofHours(1),
                "prune-intake",
                () -> workspaces.each(id -> {
                    while (retention.step(id)) {
                        // Each step is a transaction of its own.
                    }
                }));
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }
}
