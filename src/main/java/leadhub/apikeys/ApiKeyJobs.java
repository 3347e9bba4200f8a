package leadhub.apikeys;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.api.Idempotency;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes answers that keys were given and that nobody may ask for again. */
@Configuration(proxyBeanMethods = false)
class ApiKeyJobs {
    @Bean
    Task<?> pruneIdempotentAnswers(Idempotency idempotency, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofMinutes(30), "prune-idempotent-answers", () -> workspaces.each(idempotency::prune));
    }
}
