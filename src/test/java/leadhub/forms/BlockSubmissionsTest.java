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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager says what is spam; whoever sends it learns nothing. */
class BlockSubmissionsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PAGE = "/settings/form-spam";

    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");

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

    /** From the page as it is now. */
    private Panel.Answer save(Map<String, String> lists) {
        return save(version(), lists);
    }

    private Panel.Answer save(String version, Map<String, String> lists) {
        var fields = new HashMap<>(lists);
        fields.put("version", version);
        return manager.post(PAGE, fields);
    }

    private String version() {
        var found = VERSION.matcher(manager.get(PAGE).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
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
        var saved =
                save(Map.of("domain", "@Spam.example\nspam.example", "word", "seo offer", "address", "192.0.2.0/24"));
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
        save(Map.of("domain", "", "word", "", "address", "127.0.0.0/8\n2001:db8::/32"));
        assertThat(manager.get(PAGE).body()).contains("127.0.0.0/8\n2001:db8::/32");
        send("{\"email\": \"a@example.com\"}");
        assertThat(newest().text("data.0.status")).isEqualTo("spam");
        save(Map.of("domain", "", "word", "", "address", ""));
        send("{\"email\": \"a@example.com\"}");
        assertThat(newest().text("data.0.status")).isEqualTo("accepted");
        // Programs with a key meet no list.
        save(Map.of("domain", "example.com", "word", "", "address", ""));
        assertThat(api.post("/api/v1/forms/" + form.text("data.id") + "/submissions", "{\"email\": \"b@example.com\"}")
                        .text("data.status"))
                .isEqualTo("accepted");
    }

    @Test
    void nonsense_is_refused_and_stays_to_be_mended() {
        var wrong = save(Map.of("domain", "ok.example\nno domain", "word", "", "address", "somewhere"));
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
        save(Map.of("domain", "", "word", "seo offer", "address", ""));
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

    @Test
    void what_somebody_else_has_saved_meanwhile_is_not_overwritten_unseen() {
        save(Map.of("domain", "first.example", "word", "", "address", ""));
        var seen = version();
        // Somebody else.
        save(Map.of("domain", "first.example\ntheirs.example", "word", "", "address", ""));
        var mine = Map.of("domain", "first.example\nmine.example", "word", "", "address", "");
        var refused = save(seen, mine);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("mine.example", "not in what you typed:", "theirs.example");
        assertThat(manager.get(PAGE).body()).contains("theirs.example").doesNotContain("mine.example");
        assertThat(save(mine).status()).isEqualTo(303);
        assertThat(manager.get(PAGE).body()).contains("mine.example").doesNotContain("theirs.example");
    }

    @Test
    void of_two_who_save_at_once_one_is_told_and_a_long_list_takes_few_statements() {
        var seen = version();
        var statuses = Together.times(2, i -> {
            var lists = Map.of("domain", "d%d.example".formatted(i), "word", "", "address", "", "version", seen);
            return manager.post(PAGE, lists).status();
        });
        assertThat(statuses).containsExactlyInAnyOrder(303, 409);
        assertThat(server.bean(Sql.class)
                        .query(
                                workspace.id(),
                                row -> row.getString("value"),
                                "select value from form_blocks where workspace_id = ?",
                                workspace.id()))
                .hasSize(1);
        var words = IntStream.range(0, 1_000).mapToObj(i -> "word " + i).collect(Collectors.joining("\n"));
        var lists = Map.of("domain", "", "word", words, "address", "", "version", version());
        server.pauseJobs();
        try {
            var before = server.bean(Sql.class).statementCount();
            assertThat(manager.post(PAGE, lists).status()).isEqualTo(303);
            assertThat(server.bean(Sql.class).statementCount() - before).isLessThan(500);
        } finally {
            server.resumeJobs();
        }
    }
}
