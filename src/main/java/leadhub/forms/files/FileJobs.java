package leadhub.forms.files;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Cleans up the files of all workspaces. */
@Configuration(proxyBeanMethods = false)
class FileJobs {
    @Bean
    Task<?> sweepFormFiles(FileCleaner cleaner, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(6), "sweep-form-files", () -> workspaces.each(cleaner::clean));
    }
}
