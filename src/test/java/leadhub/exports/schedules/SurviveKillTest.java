package leadhub.exports.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.exports.ExportFormat;
import leadhub.exports.LeadExport;
import leadhub.exports.LeadExports;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadSort;
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
        var home = server.exports().resolve(Long.toString(workspace.id()));
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

    @Test
    void while_one_is_made_people_export_at_once() throws Exception {
        var exportId = exportId();
        var fileId = ask(exportId);
        Thread mine;
        try (var holder = server.database().owner().connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table leads in access exclusive mode");
            mine = Thread.ofPlatform().start(() -> making.make(workspace.id(), exportId, fileId));
            Await.until(() -> key(exportId, fileId) != null);
            var list = new LeadList(LeadFilter.ALL, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, 1));
            var live = new LeadExport(ExportFormat.CSV, List.of("email"), false, ',', list, "");
            server.bean(LeadExports.class).export(somebody(), live).begin().close();
        }
        mine.join();
        assertThat(state(exportId)).isEqualTo("ready");
    }

    @Test
    void given_to_somebody_else_meanwhile_it_is_made_anew_with_what_they_see() throws Exception {
        api.post(
                "/api/v1/leads",
                "{\"first_name\": \"Alices\", \"assigned_user_id\": %d}"
                        .formatted(workspace.user(Role.ADMIN).id()));
        var exportId = exportId();
        var fileId = ask(exportId);
        var bob = workspace.user(Role.AGENT);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<StepResult> first;
            try (var holder = server.database().owner().connect();
                    var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("lock table leads in access exclusive mode");
                first = threads.submit(() -> making.make(workspace.id(), exportId, fileId));
                Await.until(() -> key(exportId, fileId) != null);
                assertThat(api.patch("/api/v1/exports/" + exportId, "{\"user_id\": %d}".formatted(bob.id()))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(first.get()).isEqualTo(StepResult.MORE);
        }
        assertThat(state(exportId)).isEqualTo("running");
        assertThat(there()).isEmpty();
        assertThat(making.make(workspace.id(), exportId, fileId)).isEqualTo(StepResult.DONE);
        assertThat(api.get("/api/v1/exports/" + exportId + "/files/" + fileId).body())
                .doesNotContain("Alices");
        var panel = workspace.panel(bob);
        panel.get("/leads");
        assertThat(panel.get("/exports/" + exportId + "/files/" + fileId).status())
                .isEqualTo(200);
    }

    /** The clock creeps at a twentieth: who looks again after two seconds is much later than who is called. */
    @Test
    void whoever_waits_is_called_as_soon_as_the_one_before_is_done() throws Exception {
        List<Long> all;
        try (var holder = server.database().owner().connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            all = Stream.generate(this::exportId).limit(4).toList();
            statement.execute("lock table leads in access exclusive mode");
            all.forEach(id -> api.post("/api/v1/exports/" + id + "/run", ""));
            // Files of other tests' workspaces may be at it too.
            Await.until(() -> all(all, "waiting") >= 3 && all(all, "waiting") + all(all, "running") == 4);
            Await.until(() -> server.bean(ExportQueue.class).waiting() >= 3);
            // A job that is still being put back isn't called.
            Await.until(() -> jobsPutBack() >= 3);
        }
        var before = server.clock().instant();
        Await.until(() -> all(all, "ready") == 4);
        assertThat(Duration.between(before, server.clock().instant())).isLessThan(Duration.ofSeconds(1));
    }

    private long jobsPutBack() {
        return server.bean(Sql.class)
                .globalQuery(
                        row -> row.getLong(1),
                        "select count(*) from scheduled_tasks where task_name = ? and task_instance like ? and not picked",
                        ExportJobs.FILE,
                        workspace.id() + "/%")
                .getFirst();
    }

    private long all(List<Long> exports, String state) {
        return exports.stream().filter(id -> state(id).equals(state)).count();
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
