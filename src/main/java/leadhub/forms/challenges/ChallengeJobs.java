package leadhub.forms.challenges;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets challenges that are too old to be sent again. */
@Configuration(proxyBeanMethods = false)
class ChallengeJobs {
    @Bean
    Task<?> pruneFormChallenges(Challenges challenges, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(6), "prune-form-challenges", () -> workspaces.each(challenges::prune));
    }
}
