package leadhub.api;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.api.limits.RateLimits;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes expired data of the API. */
@Configuration(proxyBeanMethods = false)
class ApiJobs {
    @Bean
    Task<?> pruneRateWindows(RateLimits limits) {
        return Jobs.every(Duration.ofMinutes(30), "prune-rate-windows", limits::prune);
    }
}
