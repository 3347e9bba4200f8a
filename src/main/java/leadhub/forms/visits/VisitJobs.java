package leadhub.forms.visits;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets, in all workspaces, how forms did on days that are long gone. */
@Configuration(proxyBeanMethods = false)
class VisitJobs {
    @Bean
    Task<?> forgetFormDays(Visits visits, Workspaces workspaces) {
        return Jobs.every(Duration.ofDays(1), "forget-form-days", () -> workspaces.each(visits::forgetOld));
    }
}
