package leadhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.MatchOn;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process is killed in the middle of an import, or of its undo. */
class SurviveKillTest {
    private static final int LEADS = 2 * ImportSteps.ROWS + 500;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Imports imports = server.bean(Imports.class);

    /** Asks for something without having its job done, so that a test takes the steps itself. */
    private Import ask(String job, java.util.function.Supplier<Import> asking) {
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        return Objects.requireNonNull(transaction.execute(status -> {
            var one = asking.get();
            server.bean(SchedulerClient.class)
                    .cancel(TaskInstanceId.of(
                            job,
                            job.equals(ImportJobs.UNDO)
                                    ? ImportJobs.undoInstance(workspace.id(), one.id(), 1)
                                    : ImportJobs.instance(workspace.id(), one.id())));
            return one;
        }));
    }

    private Import now(Import one) {
        return imports.get(workspace.caller(), one.id());
    }

    private long leads() {
        return api.get("/api/v1/leads").number("meta.total");
    }

    private static String file() {
        var file = new StringBuilder("Email,First name\n");
        for (var i = 0; i < LEADS; i++) {
            file.append("person").append(i).append("@example.com,Person\n");
        }
        return file.toString();
    }

    /** Lets a process come to a lead that somebody holds, and kills it there. */
    private void killAt(long leadId, Class<? extends OtherProcess.Work> work, Import one) throws Exception {
        try (var holder = LockHolder.of(server, workspace, leadId)) {
            var other = server.inAnotherProcess(work, List.of(Long.toString(workspace.id()), Long.toString(one.id())));
            Await.until(holder::blocks);
            other.destroyForcibly().waitFor();
        }
    }

    /** The one deletes the file at the end; the other may just be about to open it. */
    @Test
    void two_who_run_one_import_both_see_it_end() {
        var runs = server.bean(ImportRuns.class);
        for (var i = 0; i < 30; i++) {
            var bytes = "Email,First name\nperson%d@example.com,Person\n"
                    .formatted(i)
                    .getBytes(StandardCharsets.UTF_8);
            var one = imports.upload(
                    workspace.caller(), "leads.csv", new ByteArrayInputStream(bytes), ImportOptions.USUAL);
            ask(ImportJobs.RUN, () -> imports.start(workspace.caller(), one.id()));
            assertThat(Together.times(12, nth -> runs.run(workspace.caller(), one.id(), counts -> {})))
                    .extracting(Import::status)
                    .contains(ImportStatus.COMPLETED);
            assertThat(now(one).rows().created()).isEqualTo(1);
        }
        assertThat(leads()).isEqualTo(30);
    }

    @Test
    void it_goes_on_behind_the_last_committed_row_and_so_does_the_undo() throws Exception {
        // The third chunk waits for this one.
        var known = api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"Known\", \"email\": \"person%d@example.com\"}"
                                .formatted(2 * ImportSteps.ROWS + 7))
                .number("data.id");
        var options = new ImportOptions(
                null,
                DuplicatePolicy.UPDATE,
                List.of(MatchOn.EMAIL),
                java.util.Map.of(),
                null,
                null,
                null,
                null,
                null,
                new ImportOptions.Target(null, null, null),
                List.of(),
                java.util.Set.of());
        var bytes = file().getBytes(StandardCharsets.UTF_8);
        var one = imports.upload(workspace.caller(), "leads.csv", new ByteArrayInputStream(bytes), options);
        ask(ImportJobs.RUN, () -> imports.start(workspace.caller(), one.id()));
        killAt(known, Run.class, one);
        assertThat(now(one).rows().created()).isEqualTo(2 * ImportSteps.ROWS);
        assertThat(leads()).isEqualTo(2 * ImportSteps.ROWS + 1);

        var steps = server.bean(ImportSteps.class);
        while (steps.step(workspace.id(), one.id()) == StepResult.MORE) {}
        assertThat(now(one).status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(now(one).rows()).isEqualTo(new ImportCounts(LEADS, LEADS, LEADS - 1, 1, 0, 0, 0));
        assertThat(leads()).isEqualTo(LEADS);

        ask(ImportJobs.UNDO, () -> imports.undo(workspace.caller(), one.id()));
        var first = api.get("/api/v1/leads?email=person3@example.com").number("data.0.id");
        killAt(first, Undo.class, one);
        assertThat(leads()).isEqualTo(ImportSteps.ROWS + 1);
        var undos = server.bean(ImportUndos.class);
        while (undos.step(workspace.id(), one.id()) == StepResult.MORE) {}
        assertThat(now(one).status()).isEqualTo(ImportStatus.UNDONE);
        assertThat(leads()).isEqualTo(1);
    }

    /** Takes all steps of an import. */
    public static final class Run implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var steps = context.getBean(ImportSteps.class);
            var workspaceId = Long.parseLong(arguments.getFirst());
            while (steps.step(workspaceId, Long.parseLong(arguments.getLast())) == StepResult.MORE) {}
        }
    }

    /** Takes all steps of an undo. */
    public static final class Undo implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var undos = context.getBean(ImportUndos.class);
            var workspaceId = Long.parseLong(arguments.getFirst());
            while (undos.step(workspaceId, Long.parseLong(arguments.getLast())) == StepResult.MORE) {}
        }
    }
}
