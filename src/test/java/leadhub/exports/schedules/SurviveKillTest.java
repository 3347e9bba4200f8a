package leadhub.exports.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Blocked;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process is killed while it makes a file, and two make the same. */
class SurviveKillTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ExportMaking making = server.bean(ExportMaking.class);

    private long exportId() {
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        return api.post("/api/v1/exports", """
                {"name": "Daily", "user_id": %d, "schedule": {"every": "daily", "hour": 9}}
                """.formatted(
                                workspace.user(Role.ADMIN).id()))
                .number("data.id");
    }

    /** Asks for a file without having its job done. */
    private long ask(long exportId) {
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        return Objects.requireNonNull(transaction.execute(status -> {
            var file = server.bean(ScheduledExports.class).run(somebody(), exportId);
            server.bean(SchedulerClient.class)
                    .cancel(TaskInstanceId.of(ExportJobs.FILE, ExportJobs.file(workspace.id(), exportId, file.id())));
            return file.id();
        }));
    }

    private Caller somebody() {
        return workspace.caller(workspace.user(Role.ADMIN));
    }

    private String state(long exportId) {
        return api.get("/api/v1/exports/" + exportId + "/files").text("data.0.status");
    }

    private List<Path> there() throws Exception {
        var home = TestServer.exports().resolve(Long.toString(workspace.id()));
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var files = Files.list(home)) {
            return files.toList();
        }
    }

    @Test
    void killed_in_the_middle_it_is_made_anew_and_half_a_file_is_nobodys() throws Exception {
        var exportId = exportId();
        var fileId = ask(exportId);
        try (var holder = server.database().owner().connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // The leads can't be read while somebody holds the table.
            statement.execute("lock table leads in access exclusive mode");
            var blocked = Blocked.by(server, holder);
            var other = server.inAnotherProcess(
                    Make.class, List.of(Long.toString(workspace.id()), Long.toString(exportId), Long.toString(fileId)));
            Await.until(() -> state(exportId).equals("running") && blocked.isAnybody());
            other.destroyForcibly().waitFor();
        }
        assertThat(state(exportId)).isEqualTo("running");
        assertThat(there()).allSatisfy(left -> assertThat(left.toString()).endsWith(".part"));
        var path = "/api/v1/exports/" + exportId + "/files/" + fileId;
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.post("/api/v1/exports/" + exportId + "/run", "").status())
                .as("one after the other")
                .isEqualTo(409);
        assertThat(making.make(workspace.id(), exportId, fileId)).isEqualTo(StepResult.DONE);
        assertThat(state(exportId)).isEqualTo("ready");
        assertThat(api.get(path).body()).contains("Sarah");
    }

    /** As in a database that was restored without its jobs. */
    @Test
    void a_file_whose_job_is_lost_is_made_all_the_same() {
        var exportId = exportId();
        ask(exportId);
        assertThat(state(exportId)).isEqualTo("waiting");
        server.bean(ExportCleaner.class).clean(workspace.id());
        Await.until(() -> state(exportId).equals("ready"));
    }

    /** As after a pause so long that a process is taken for dead: it goes on, and its file is nobody's. */
    @Test
    void of_two_processes_that_make_the_same_file_the_later_one_is_believed() throws Exception {
        var exportId = exportId();
        var fileId = ask(exportId);
        Process other;
        Thread mine;
        try (var holder = server.database().owner().connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table leads in access exclusive mode");
            other = server.inAnotherProcess(
                    Make.class, List.of(Long.toString(workspace.id()), Long.toString(exportId), Long.toString(fileId)));
            Await.until(() -> key(exportId, fileId) != null);
            var first = key(exportId, fileId);
            mine = Thread.ofPlatform().start(() -> making.make(workspace.id(), exportId, fileId));
            Await.until(() -> !Objects.equals(key(exportId, fileId), first));
        }
        mine.join();
        assertThat(other.waitFor()).isZero();
        assertThat(state(exportId)).isEqualTo("ready");
        assertThat(there()).hasSize(1);
        assertThat(there().getFirst().getFileName().toString()).isEqualTo(key(exportId, fileId));
        api.delete("/api/v1/exports/" + exportId);
        assertThat(there()).isEmpty();
    }

    private @Nullable String key(long exportId, long fileId) {
        return server.bean(ExportFileSql.class)
                .find(workspace.id(), exportId, fileId)
                .orElseThrow()
                .key();
    }

    /** Makes a file. */
    public static final class Make implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            context.getBean(ExportMaking.class)
                    .make(
                            Long.parseLong(arguments.get(0)),
                            Long.parseLong(arguments.get(1)),
                            Long.parseLong(arguments.get(2)));
        }
    }
}
