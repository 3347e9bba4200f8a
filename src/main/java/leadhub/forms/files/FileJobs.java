package leadhub.forms.files;

import com.github.kagkarlsson.scheduler.task.Task;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import leadhub.base.settings.Settings;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where files lie, and cleans up those of all workspaces. */
@Configuration(proxyBeanMethods = false)
class FileJobs {
    @Bean
    FileStore formFileStore(Settings settings, Clock clock, @Value("${leadhub.files-folder:}") String folder) {
        if (settings.objectStore() != null) {
            return new S3Files(new S3Client(settings.objectStore(), clock));
        }
        return new FileFolder(folder.isBlank() ? settings.data().resolve("files") : Path.of(folder));
    }

    @Bean
    Task<?> sweepFormFiles(FileCleaner cleaner, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(6), "sweep-form-files", () -> workspaces.each(cleaner::clean));
    }
}
