package leadhub.forms.files;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has files go whose leads are gone, and those that a crash left without a row. */
@Configuration(proxyBeanMethods = false)
class FileJobs {
    @Bean
    Task<?> sweepFormFiles(FormFiles files, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(6), "sweep-form-files", () -> {
            for (var workspace : workspaces.all()) {
                files.forget(workspace.id());
                files.sweep(workspace.id());
            }
        });
    }
}
