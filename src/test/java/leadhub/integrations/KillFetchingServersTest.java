package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.database.Sql;
import leadhub.conversations.files.ExpectedFiles.Place;
import leadhub.conversations.files.MessageFiles;
import leadhub.forms.files.FileCleaner;
import leadhub.intake.IntakeThreads;
import leadhub.integrations.messengers.Messenger;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/** A process that fetches a messenger's file is killed between the file and its row: another one fetches it, and it is kept once. */
@Timeout(600)
class KillFetchingServersTest {
    private static final String PDF = "%PDF-1.4 a plan";
    private static final String TOKEN = "44dafb7e0f40021e-61a47a1e6778d187-f2c5a676a07050b3";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Fetches the file that a person sent, as a server does, and gets no further than the disk. */
    public static final class Fetching implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var workspaceId = Long.parseLong(arguments.getFirst());
            var files = context.getBean(MessageFiles.class);
            var place = new Place(Long.parseLong(arguments.get(1)), 1);
            var waiting = files.waiting(workspaceId, place).orElseThrow();
            var integration = context.getBean(Integrations.class)
                    .find(workspaceId, waiting.integrationId())
                    .orElseThrow();
            var messenger = (Messenger) context.getBean(IntegrationTypes.class)
                    .get(integration.terms().type());
            var content = messenger
                    .download(integration.terms().config(), waiting.reference(), context.getBean(ProviderHttp.class))
                    .orElseThrow();
            assertThat(files.write(workspaceId, waiting.name(), content)).isPresent();
            while (true) {
                LockSupport.park();
            }
        }
    }

    @Test
    void a_file_that_a_killed_process_had_fetched_is_fetched_again_and_kept_once() throws Exception {
        try (var viber = new ProviderDouble()) {
            viber.file("/media/plan", PDF);
            var hook = Connected.create(api, """
                    {"type": "viber", "config": {"auth_token": "%s", "sender_name": "Roofs", "api_base_url": "%s"}}""".formatted(TOKEN, viber.url()));
            server.pauseJobs();
            server.bean(IntakeThreads.class).start();
            var event = """
                    {"event": "message", "timestamp": %d, "message_token": 7, "sender": {"id": "A=", "name": "Zoé"},
                     "message": {"type": "file", "media": "%s/media/plan", "file_name": "Plan.pdf", "size": 15}}""".formatted(server.clock().instant().toEpochMilli(), viber.url());
            hook.post(event, Map.of("X-Viber-Content-Signature", Connected.signed(TOKEN, event)));
            Await.until(() -> api.get("/api/v1/conversations").number("data.0.messages_count") == 1);
            server.bean(IntakeThreads.class).stop();
            var conversation = server.bean(Sql.class)
                    .get(
                            workspace.id(),
                            row -> row.getLong(1),
                            "select id from conversations where workspace_id = ?",
                            workspace.id());
            var other = server.inAnotherProcess(
                    Fetching.class, List.of(Long.toString(workspace.id()), Long.toString(conversation)));
            Await.until(() -> onDisk() == 1);
            other.destroyForcibly().waitFor();
            var path =
                    "/api/v1/conversations/" + api.get("/api/v1/conversations").text("data.0.id") + "/messages";
            assertThat(api.get(path).text("data.0.attachment.status")).isEqualTo("waiting");
            server.resumeJobs();
            Await.until(() -> {
                server.clock().pass(Duration.ofSeconds(20));
                return api.get(path).text("data.0.attachment.status").equals("kept");
            });
            assertThat(viber.asked("/media/plan")).isEqualTo(2);
            assertThat(api.get(path + "/1/attachment").body()).isEqualTo(PDF);
            // What the killed process left is nobody's, and goes.
            assertThat(onDisk()).isEqualTo(2);
            server.clock().pass(Duration.ofHours(2));
            server.bean(FileCleaner.class).clean(workspace.id());
            assertThat(onDisk()).isEqualTo(1);
            assertThat(api.get(path + "/1/attachment").body()).isEqualTo(PDF);
        }
    }

    private long onDisk() throws IOException {
        var folder = TestServer.files().resolve(Long.toString(workspace.id()));
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
