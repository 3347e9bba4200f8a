package leadhub.imports;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs and undoes imports as jobs, and deletes what isn't needed any more. */
@Configuration(proxyBeanMethods = false)
class ImportJobs {
    static final String RUN = "import";
    static final String UNDO = "import-undo";

    /** The name of an import's job. */
    static String instance(long workspaceId, long id) {
        return workspaceId + "/" + id;
    }

    /** The name of an undo's job. @param attempt which undo of the import it is, from 1 */
    static String undoInstance(long workspaceId, long id, int attempt) {
        return instance(workspaceId, id) + "/" + attempt;
    }

    @Bean
    Task<?> runImport(ImportSteps steps) {
        return Jobs.inSteps(
                RUN,
                instance -> steps.step(workspaceId(instance), id(instance)),
                instance -> steps.giveUp(workspaceId(instance), id(instance)));
    }

    @Bean
    Task<?> undoImport(ImportUndos undos) {
        return Jobs.inSteps(
                UNDO,
                instance -> undos.step(workspaceId(instance), id(instance)),
                instance -> undos.giveUp(workspaceId(instance), id(instance)));
    }

    @Bean
    Task<?> cleanImports(ImportCleaner cleaner, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "clean-imports", () -> workspaces.each(cleaner::clean));
    }

    private static long workspaceId(String instance) {
        return Long.parseLong(instance.split("/", -1)[0]);
    }

    private static long id(String instance) {
        return Long.parseLong(instance.split("/", -1)[1]);
    }
}
