package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever fills in a form confirms their email, and users are told. */
class ConfirmByMailTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void mails_are_sent() {
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private String form(String settings) {
        var made = api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {%s}}".formatted(settings));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return "/api/v1/forms/" + made.text("data.id");
    }

    private HttpResponse<String> send(String method, String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Accept", "text/html")
                    .method(method, BodyPublishers.noBody())
                    .build();
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long leads() {
        return api.get("/api/v1/leads").number("meta.total");
    }

    @Test
    void looking_burns_nothing_and_the_button_confirms_once() throws Exception {
        var form = form("\"double_opt_in\": true");
        api.post(form + "/submissions", "{\"email\": \"sarah@example.com\", \"first_name\": \"<Visit evil.example>\"}");
        mailbox.await(1);
        var message = mailbox.message(0);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mailbox.text(0)).contains("Contact").doesNotContain("evil");
        var link = mailbox.link(0);
        assertThat(link).startsWith(server.origin() + "/f/confirm/");
        for (var i = 0; i < 10; i++) {
            assertThat(send("GET", link).body()).contains("Press the button", "method=\"post\"");
            assertThat(send("HEAD", link).statusCode()).isEqualTo(200);
        }
        assertThat(leads()).isZero();
        assertThat(send("POST", link).body()).contains("Thank you");
        assertThat(leads()).isEqualTo(1);
        assertThat(send("POST", link).body()).contains("Already confirmed");
        assertThat(send("GET", link).body()).contains("Already confirmed").doesNotContain("method=\"post\"");
        assertThat(leads()).isEqualTo(1);
        var lead = api.get("/api/v1/leads").text("data.0.id");
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").body()).contains("confirmed_at");
        assertThat(api.get(form + "/stats").number("data.pending")).isZero();
        assertThat(send("GET", server.origin() + "/f/confirm/nonsense").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_link_is_good_for_a_week_and_leads_to_another() {
        var form = form("\"double_opt_in\": true");
        api.post(form + "/submissions", "{\"email\": \"late@example.com\"}");
        mailbox.await(1);
        server.clock().pass(Duration.ofDays(8));
        var old = mailbox.link(0);
        assertThat(send("GET", old).body()).contains("This link has expired", "Send a new link");
        // Only the button sends one, and not again within the hour.
        assertThat(mailbox.count()).isEqualTo(1);
        assertThat(send("POST", old).statusCode()).isEqualTo(410);
        assertThat(send("POST", old).body())
                .contains("A new link is on its way")
                .doesNotContain("method=\"post\"");
        assertThat(leads()).isZero();
        mailbox.await(2);
        assertThat(send("POST", mailbox.link(1)).body()).contains("Thank you");
        assertThat(send("POST", old).body()).contains("Already confirmed");
        assertThat(mailbox.count()).isEqualTo(2);
        assertThat(leads()).isEqualTo(1);
    }

    @Test
    void nobody_is_flooded() {
        var form = form("\"double_opt_in\": true");
        var other = form("\"double_opt_in\": true, \"notify_user_ids\": [%d]"
                .formatted(workspace.user(Role.AGENT).id()));
        for (var i = 0; i < 3; i++) {
            api.post(form + "/submissions", "{\"email\": \"Many@example.com\"}");
        }
        api.post(other + "/submissions", "{\"email\": \"many@example.com\"}");
        mailbox.await(2);
        server.clock().pass(Duration.ofHours(2));
        api.post(form + "/submissions", "{\"email\": \"many@example.com\"}");
        mailbox.await(3);
        server.clock().pass(Duration.ofHours(2));
        api.post(form + "/submissions", "{\"email\": \"many@example.com\"}");
        api.post(form + "/submissions", "{\"email\": \"other@example.com\"}");
        mailbox.await(4);
        assertThat(mailbox.count()).isEqualTo(4);
    }

    @Test
    void users_are_told_of_a_lead() throws Exception {
        var agent = workspace.user(Role.AGENT);
        var form = form("\"notify_user_ids\": [" + agent.id() + "]");
        var sent = api.post(form + "/submissions", "{\"email\": \"sarah@example.com\"}");
        mailbox.await(1);
        assertThat(mailbox.message(0).getAllRecipients()[0]).hasToString(agent.email());
        assertThat(mailbox.message(0).getSubject()).isEqualTo("New submission: Contact");
        // Whoever answers it writes to the lead, who has not sent it.
        assertThat(mailbox.message(0).getReplyTo()).extracting(Object::toString).containsExactly("sarah@example.com");
        assertThat(mailbox.message(0).getFrom()[0].toString()).doesNotContain("sarah");
        assertThat(mailbox.link(0)).isEqualTo(server.origin() + "/leads/" + sent.text("data.lead_id"));
    }
}
