package leadhub.scoring;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Scores leads anew in the background. */
@Configuration(proxyBeanMethods = false)
class ScoringJobs {
    /** Then other jobs get their turn. */
    private static final long SLICE_NANOS = Duration.ofSeconds(10).toNanos();

    @Bean
    Task<?> rescoreLeads(Rescoring rescoring) {
        return Jobs.inSlices(Rescoring.JOB, subject -> slice(rescoring, subject));
    }

    /** Of {@code workspace-revision}; whether there is more to do. */
    private static boolean slice(Rescoring rescoring, String subject) {
        var ids = subject.split("-", 2);
        var workspaceId = Long.parseLong(ids[0]);
        var revision = Long.parseLong(ids[1]);
        var started = System.nanoTime();
        var step = Rescoring.Step.MORE;
        while (step == Rescoring.Step.MORE && System.nanoTime() - started < SLICE_NANOS) {
            step = rescoring.step(workspaceId, revision, Rescoring.BATCH);
        }
        return step != Rescoring.Step.DONE;
    }
}
