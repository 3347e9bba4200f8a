package leadhub.exports.schedules;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.time.Instant;
import leadhub.jobs.Jobs;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the turns of scheduled exports, makes their files, and has them go. */
@Configuration(proxyBeanMethods = false)
class ExportJobs {
    static final String TURN = "export-turn";
    static final String FILE = "export-file";
    static final String OWNER = "export-owner";

    /** The name of a turn's job. */
    static String turn(long workspaceId, long id, Instant at) {
        return workspaceId + "/" + id + "/" + at;
    }

    /** The name of a file's job. */
    static String file(long workspaceId, long exportId, long id) {
        return workspaceId + "/" + exportId + "/" + id;
    }

    /** The name of the job that looks at what belongs to a user. */
    static String owner(long workspaceId, long userId) {
        return workspaceId + "/" + userId;
    }

    @Bean
    Task<?> exportTurn(ExportTurns turns) {
        return Jobs.inSteps(
                TURN,
                instance -> {
                    turns.turn(id(instance, 0), id(instance, 1), Instant.parse(part(instance, 2)));
                    return StepResult.DONE;
                },
                // The hourly look leaves another one.
                instance -> {});
    }

    @Bean
    Task<?> exportFile(ExportMaking making, ExportQueue queue) {
        return Jobs.inSteps(
                FILE,
                instance ->
                        queue.inTurn(instance, () -> making.make(id(instance, 0), id(instance, 1), id(instance, 2))),
                instance -> making.giveUp(id(instance, 0), id(instance, 1), id(instance, 2)),
                queue::pause);
    }

    @Bean
    Task<?> exportOwner(ExportTurns turns) {
        return Jobs.inSteps(
                OWNER,
                instance -> {
                    turns.check(id(instance, 0), id(instance, 1));
                    return StepResult.DONE;
                },
                instance -> {});
    }

    @Bean
    Task<?> cleanExports(ExportCleaner cleaner, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "clean-exports", () -> workspaces.each(cleaner::clean));
    }

    private static String part(String instance, int place) {
        return instance.split("/", -1)[place];
    }

    private static long id(String instance, int place) {
        return Long.parseLong(part(instance, place));
    }
}
