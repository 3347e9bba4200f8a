package leadhub.users;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes sessions that have ended. */
@Configuration(proxyBeanMethods = false)
class UserJobs {

    @Bean
    Task<?> pruneSessions(Sessions sessions) {
        return Jobs.every(Duration.ofHours(1), "prune-sessions", sessions::prune);
    }
}
