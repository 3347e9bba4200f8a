package leadhub.scoring;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Recalculates scores in the background. */
@Configuration(proxyBeanMethods = false)
class ScoringJobs {
    private static final Logger log = LoggerFactory.getLogger(ScoringJobs.class);

    @Bean
    Task<?> rescoreLeads(RescoringSteps steps) {
        return Jobs.inSteps(
                Rescoring.JOB,
                subject -> steps.step(workspaceId(subject), revision(subject), RescoringSteps.BATCH),
                subject ->
                        log.error("Scoring leads anew ({}) was given up; changing a rule starts it again.", subject));
    }

    private static long workspaceId(String subject) {
        return Long.parseLong(subject.substring(0, subject.indexOf('-')));
    }

    private static long revision(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf('-') + 1));
    }
}
