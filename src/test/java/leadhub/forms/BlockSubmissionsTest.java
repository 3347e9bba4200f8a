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
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager says what is spam; whoever sends it learns nothing. */
class BlockSubmissionsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PAGE = "/settings/form-spam";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private final ApiAnswer form =
            api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {\"spam\": {\"min_seconds\": 0}}}");

    @BeforeEach
    void a_session() {
        assertThat(manager.get(PAGE).status()).isEqualTo(200);
    }

    private HttpResponse<String> send(String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.origin() + "/f/" + form.text("data.public_id")))
                            .header("Accept", "application/json")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ApiAnswer newest() {
        return api.get("/api/v1/forms/" + form.text("data.id") + "/submissions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@spam.example       | Hello            | spam     | whose domain is blocked
            a@mail.SPAM.example  | Hello            | spam     | whose domain is blocked
            a@notspam.example    | Hello            | accepted | nothing
            a@good.example       | Cheap SEO Offer  | spam     | has a blocked word
            a@good.example       | Hello            | accepted | nothing
            """)
    void what_is_on_a_list_is_kept_apart_and_answered_alike(String email, String message, String status, String why) {
        var saved = manager.post(
                PAGE, Map.of("domain", "@Spam.example\nspam.example", "word", "seo offer", "address", "192.0.2.0/24"));
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        var answer = send("{\"email\": \"%s\", \"message\": \"%s\"}".formatted(email, message));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"accepted\"");
        assertThat(newest().text("data.0.status")).isEqualTo(status);
        if (status.equals("spam")) {
            assertThat(manager.get("/forms/" + form.text("data.id") + "/submissions")
                            .body())
                    .contains(why);
        }
    }

    @Test
    void addresses_and_networks_are_blocked_and_set_free_at_once() {
        manager.post(PAGE, Map.of("domain", "", "word", "", "address", "127.0.0.0/8\n2001:db8::/32"));
        assertThat(manager.get(PAGE).body()).contains("127.0.0.0/8\n2001:db8::/32");
        send("{\"email\": \"a@example.com\"}");
        assertThat(newest().text("data.0.status")).isEqualTo("spam");
        manager.get(PAGE);
        manager.post(PAGE, Map.of("domain", "", "word", "", "address", ""));
        send("{\"email\": \"a@example.com\"}");
        assertThat(newest().text("data.0.status")).isEqualTo("accepted");
        // Programs with a key meet no list.
        manager.get(PAGE);
        manager.post(PAGE, Map.of("domain", "example.com", "word", "", "address", ""));
        assertThat(api.post("/api/v1/forms/" + form.text("data.id") + "/submissions", "{\"email\": \"b@example.com\"}")
                        .text("data.status"))
                .isEqualTo("accepted");
    }

    @Test
    void nonsense_is_refused_and_stays_to_be_mended() {
        var wrong = manager.post(PAGE, Map.of("domain", "ok.example\nno domain", "word", "", "address", "somewhere"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("no domain", "somewhere", "is-invalid");
        assertThat(workspace.panel(Role.AGENT).get(PAGE).status()).isEqualTo(403);
    }

    @Test
    void too_much_that_is_suspected_from_one_address_is_kept_in_the_ledger_alone_and_people_get_through() {
        for (var i = 0; i < 25; i++) {
            var answer = send("{\"email\": \"a%d@example.com\", \"_subject\": \"Buy\"}".formatted(i));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).contains("\"status\":\"accepted\"");
        }
        assertThat(newest().number("meta.total")).isEqualTo(20);
        assertThat(api.get("/api/v1/intake?source=form&status=spam").number("meta.total"))
                .isEqualTo(25);
        send("{\"email\": \"person@example.com\"}");
        assertThat(newest().text("data.0.status")).isEqualTo("accepted");
        server.clock().pass(Duration.ofMinutes(61));
        send("{\"email\": \"late@example.com\", \"_subject\": \"Buy\"}");
        assertThat(newest().number("meta.total")).isEqualTo(22);
    }

    @Test
    void only_what_the_form_asks_for_is_looked_at_and_as_much_as_it_takes() {
        manager.post(PAGE, Map.of("domain", "", "word", "seo offer", "address", ""));
        send("{\"email\": \"a@example.com\", \"unknown\": \"seo offer\", \"more\": [\"seo offer\"]}");
        assertThat(newest().text("data.0.status")).isEqualTo("accepted");
        send("{\"email\": \"a@example.com\", \"message\": \"%sSeo offer\"}".formatted(" ".repeat(200_000)));
        assertThat(newest().text("data.0.status")).isEqualTo("spam");
        // Longer than the field: refused, whatever stands there.
        var tooLong = send("{\"email\": \"a@example.com\", \"message\": \"%s\"}".formatted("seo offer".repeat(9_000)));
        assertThat(tooLong.statusCode()).isEqualTo(422);
    }

    @Test
    void a_machine_that_fills_in_the_trap_fills_no_disk() {
        var body = "{\"email\": \"a@example.com\", \"_subject\": \"Buy\", \"more\": \"%s\"}"
                .formatted("x".repeat(900_000));
        var first = send(body).body();
        for (var i = 0; i < 4; i++) {
            assertThat(send(body).body()).isEqualTo(first);
        }
        assertThat(api.get("/api/v1/intake?source=form&status=spam").number("meta.total"))
                .as("2 MB")
                .isEqualTo(2);
        assertThat(newest().number("meta.total")).isEqualTo(2);
        send("{\"email\": \"person@example.com\"}");
        assertThat(newest().text("data.0.status")).as("people get through").isEqualTo("accepted");
        server.clock().pass(Duration.ofMinutes(61));
        send(body);
        assertThat(newest().number("meta.total")).isEqualTo(4);
    }
}
