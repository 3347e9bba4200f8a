package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.database.Sql;
import leadhub.conversations.MessageDeliveries;
import leadhub.integrations.messengers.Messenger;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/** A process that sends messages is killed between the messenger's answer and the row; others neither overtake it nor lose anything. */
@Timeout(600)
class KillSendingServersTest {
    private static final String SEND = "/pa/send_message";
    private static final String TOKEN = "44dafb7e0f40021e-61a47a1e6778d187-f2c5a676a07050b3";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Takes the next message and has it sent, as a server does, and gets no further. */
    public static final class Sending implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var workspaceId = Long.parseLong(arguments.get(0));
            var conversationId = Long.parseLong(arguments.get(1));
            var deliveries = context.getBean(MessageDeliveries.class);
            var next = Objects.requireNonNull(
                    deliveries.next(workspaceId, conversationId).orElseThrow().delivery());
            var integration = context.getBean(Integrations.class)
                    .find(workspaceId, next.integrationId())
                    .orElseThrow();
            var text =
                    deliveries.text(workspaceId, conversationId, next.number()).orElseThrow();
            var messenger = (Messenger) context.getBean(IntegrationTypes.class)
                    .get(integration.terms().type());
            messenger.send(
                    integration.terms().config(),
                    new Outgoing(text.contactId(), text.content(), null, List.of()),
                    context.getBean(ProviderHttp.class));
            while (true) {
                LockSupport.park();
            }
        }
    }

    @Test
    void what_a_killed_process_was_sending_is_sent_by_another_one_before_what_comes_after_it() throws Exception {
        try (var viber = new ProviderDouble()) {
            viber.on(SEND, 200, "{\"status\": 0, \"message_token\": 1}", "{\"status\": 0, \"message_token\": 2}");
            var hook = Connected.create(api, """
                    {"type": "viber", "config": {"auth_token": "%s", "sender_name": "Roofs", "api_base_url": "%s"}}""".formatted(TOKEN, viber.url()));
            var event = """
                    {"event": "message", "timestamp": %d, "message_token": 7, "sender": {"id": "A=", "name": "Zoé"}, "message": {"type": "text", "text": "Hi"}}""".formatted(server.clock().instant().toEpochMilli());
            hook.post(event, Map.of("X-Viber-Content-Signature", Connected.signed(TOKEN, event)));
            Await.until(() -> api.get("/api/v1/conversations").number("meta.total") == 1);
            var path =
                    "/api/v1/conversations/" + api.get("/api/v1/conversations").text("data.0.id");
            server.pauseJobs();
            api.post(path + "/messages", "{\"content\": \"One\"}");
            api.post(path + "/messages", "{\"content\": \"Two\"}");
            var conversation = server.bean(Sql.class)
                    .get(
                            workspace.id(),
                            row -> row.getLong(1),
                            "select id from conversations where workspace_id = ?",
                            workspace.id());
            var other = server.inAnotherProcess(
                    Sending.class, List.of(Long.toString(workspace.id()), Long.toString(conversation)));
            Await.until(() -> viber.asked(SEND) == 1);
            var deliveries = server.bean(MessageDeliveries.class);
            assertThat(deliveries
                            .next(workspace.id(), conversation)
                            .orElseThrow()
                            .delivery())
                    .as("another process while one is at it")
                    .isNull();
            other.destroyForcibly().waitFor();
            server.resumeJobs();
            Await.until(() -> {
                server.clock().pass(Duration.ofSeconds(20));
                return api.get(path + "/messages")
                        .text("data.2.delivery.status")
                        .equals("sent");
            });
            // Nobody knows whether the first arrived, so it is sent again: none is lost, and none overtakes.
            assertThat(viber.heard().stream()
                            .filter(request -> request.line().contains(SEND))
                            .map(request -> request.text("text")))
                    .containsExactly("One", "One", "Two");
            assertThat(api.get(path + "/messages").text("data.1.delivery.status"))
                    .isEqualTo("sent");
        }
    }
}
