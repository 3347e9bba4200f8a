package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program subscribes, and is told of what happens. */
class SubscribeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void it_hears_of_a_new_lead() {
        var made = api.post("/api/v1/webhooks", """
                {"target_url": "%s", "events": ["lead.created"]}
                """.formatted(receiver.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").number("data.id");
        var request = receiver.await(1).getFirst();
        assertThat(request.text("event")).isEqualTo("lead.created");
        assertThat(request.json().at("/lead/id").asLong()).isEqualTo(lead);
        System.out.println(request);
    }
}
