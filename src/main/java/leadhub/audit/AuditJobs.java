package leadhub.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records refused callers in the audit logs of their workspaces. */
@Configuration(proxyBeanMethods = false)
class AuditJobs {

    @Bean
    Task<?> tellDeniedCalls(DeniedCalls calls) {
        return Jobs.every(Duration.ofMinutes(1), "tell-denied-calls", calls::tell);
    }
}
