package leadhub.forms.partials;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets, in all workspaces, what was typed and never sent. */
@Configuration(proxyBeanMethods = false)
class PartialJobs {
    @Bean
    Task<?> forgetFormPartials(Partials partials, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(6), "forget-form-partials", () -> workspaces.each(partials::forgetOld));
    }
}
