package leadhub.integrations.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators hear of integrations that need them, before leads are missed. */
class WatchIntegrationsTest {
    private static final String ALL = "/api/v1/integrations";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void administrators() {
        workspace.mailServer(mailbox);
        workspace.user(Role.AGENT);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private void look() {
        server.bean(IntegrationWatch.class).look();
    }

    private double counted(Trouble trouble) {
        return server.bean(MeterRegistry.class)
                .get("leadhub.integrations.in.need")
                .tag("trouble", trouble.word())
                .gauge()
                .value();
    }

    @Test
    void a_week_before_a_token_runs_out_and_not_again() throws Exception {
        var made = api.post(ALL, """
                {"type": "linkedin", "name": "Ads", "config":
                 {"owner": "urn:li:sponsoredAccount:77", "client_secret": "a secret of the app", "access_token": "first-token"}}""");
        var path = ALL + "/" + made.number("data.id");
        server.clock().pass(Duration.ofDays(50));
        api.patch(path, "{\"name\": \"Ads of spring\"}");
        look();
        server.clock().pass(Duration.ofDays(4));
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Ads of spring", "expires soon");
        assertThat(counted(Trouble.TOKEN_EXPIRING)).isPositive();
        server.clock().pass(Duration.ofDays(2));
        look();
        api.patch(path, "{\"config\": {\"access_token\": \"second-token\"}}");
        look();
        // Only the second token's end is told again.
        server.clock().pass(Duration.ofDays(54));
        look();
        mailbox.await(2);
        assertThat(mailbox.count()).isEqualTo(2);
    }

    @Test
    void when_what_comes_fails_but_once_a_day_at_most() throws Exception {
        var made = api.post(ALL, "{\"type\": \"webhook\", \"name\": \"Shop\"}");
        var path = ALL + "/" + made.number("data.id");
        var hook = made.text("data.webhook_url").replaceFirst("^https?://[^/]+", "");
        send(hook, "{\"nobody\": \"known\"}", path, "needs_attention");
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Shop", "is failing");
        send(hook, "{\"email\": \"a@example.com\"}", path, "active");
        look();
        send(hook, "{\"nobody\": \"known\"}", path, "needs_attention");
        look();
        server.clock().pass(Duration.ofDays(1));
        look();
        mailbox.await(2);
        assertThat(mailbox.count()).isEqualTo(2);
    }

    private void send(String hook, String body, String path, String becomes) {
        // What comes later is later by the clock too.
        server.clock().pass(Duration.ofSeconds(1));
        assertThat(ApiClient.withoutKey(server.origin()).post(hook, body).status())
                .isEqualTo(200);
        Await.until(() -> api.get(path).text("data.status").equals(becomes));
    }
}
