package leadhub.web.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** More connections and slow requests than there are places for: others are served nevertheless. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyConnectionsTest {
    private static final int CONNECTIONS = 64;
    private static final int OPEN_REQUESTS = 16;
    private static final int PER_ADDRESS = 5;
    private static final String FORM = "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final String key = workspace.secret(TestServer.allBut(), 1_000_000, null);
    private final List<RawConnection> connections = new ArrayList<>();
    private ConfigurableApplicationContext small;
    private String origin;

    @BeforeAll
    void start() {
        small = server.startSecond(Map.of(
                "--max-connections",
                CONNECTIONS,
                "--max-connections-per-address",
                PER_ADDRESS,
                "--body-memory",
                16,
                "leadhub.body-deadline",
                "5m",
                "--trusted-proxies",
                "127.0.0.1,127.0.0.3"));
        origin = TestServer.origin(small);
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @AfterAll
    void stop() {
        small.close();
    }

    private RawConnection open(String text) throws IOException {
        var connection = RawConnection.to(origin).send(text);
        connections.add(connection);
        return connection;
    }

    /** Over new connections, for idle ones make room. */
    private void assertOthersAreServed() throws IOException {
        var body = "{\"first_name\": \"Sarah\"}";
        var lead = open("POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(lead.answer().status()).isEqualTo(201);
        var health = open("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(health.answer().status()).isEqualTo(200);
    }

    @Test
    void strangers_who_are_slow_make_room_for_others() throws IOException {
        for (var beginning : List.of(
                "GET /sign-in HT",
                "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 100\r\n\r\nemail=",
                "POST /sign-in HTTP/1.1\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n64\r\nemail=",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")) {
            var first = open(beginning);
            // By then the server has seen it.
            assertOthersAreServed();
            for (var i = 1; i <= 2 * OPEN_REQUESTS; i++) {
                open(beginning);
            }
            assertOthersAreServed();
            assertThat(first.isHungUp()).as(beginning).isTrue();
            hangUp();
        }
    }

    @Test
    void idle_connections_make_room_for_others() throws IOException {
        var first = open("");
        assertOthersAreServed();
        for (var i = 0; i <= CONNECTIONS; i++) {
            open("");
        }
        assertOthersAreServed();
        assertThat(first.isHungUp()).isTrue();
    }

    @Test
    void an_address_has_so_many_connections_and_no_more() throws IOException {
        for (var i = 0; i < PER_ADDRESS; i++) {
            connections.add(RawConnection.from("127.0.0.2", origin));
        }
        try (var tooMany = RawConnection.from("127.0.0.2", origin)) {
            assertThat(tooMany.isHungUp()).isTrue();
        }
        try (var other = RawConnection.from("127.0.0.4", origin)) {
            other.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(other.answer().status()).isEqualTo(200);
        }
        connections.getFirst().send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(connections.getFirst().answer().status()).isEqualTo(200);
    }

    @Test
    void a_trusted_proxy_has_as_many_as_it_needs() throws IOException {
        for (var i = 0; i < 2 * PER_ADDRESS; i++) {
            connections.add(RawConnection.from("127.0.0.3", origin));
        }
        for (var connection : connections) {
            connection.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void a_form_of_a_stranger_is_short() throws IOException {
        var declared = open("POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 16385\r\n\r\n");
        assertThat(declared.answer().status()).isEqualTo(413);
        var chunked = open("POST /sign-in HTTP/1.1\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n4001\r\n"
                + "x".repeat(0x4001) + "\r\n0\r\n\r\n");
        assertThat(chunked.answer().status()).isEqualTo(413);
    }

    /** A letter of three bytes takes nine in a form. */
    @Test
    void the_longest_notes_of_a_lead_fit_into_a_form_in_any_script() {
        var api = workspace.leadHub();
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"x\"}").number("data.id");
        var panel = Panel.signedIn(origin, workspace.user(Role.ADMIN).email(), TestWorkspace.PASSWORD);
        panel.get("/leads/" + lead);
        var longest = "あ".repeat(65_535);
        assertThat(panel.post("/leads/" + lead, Map.of("notes", longest)).status())
                .isEqualTo(303);
        assertThat(api.get("/api/v1/leads/" + lead).text("data.notes")).isEqualTo(longest);
    }

    @Test
    void a_body_has_only_so_many_values() {
        var api = ApiClient.leadHub(origin, key);
        var answer = api.post("/api/v1/leads", "{\"first_name\": \"x\", \"more\": [" + "0,".repeat(200_000) + "0]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("too many values");
        var commas = api.post("/api/v1/leads", "{\"first_name\": \"x\", \"more\": \"" + ",".repeat(200_000) + "\"}");
        assertThat(commas.status()).as(commas.body()).isEqualTo(201);
    }

    @Test
    void bodies_that_take_all_memory_are_refused_for_a_moment() throws IOException {
        var lead = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"x\"}")
                .number("data.id");
        var panel = Panel.signedIn(origin, workspace.user(Role.ADMIN).email(), TestWorkspace.PASSWORD);
        panel.get("/leads/" + lead);
        var half = "Content-Length: 1000000\r\n\r\n{\"notes\": \"" + "n".repeat(600_000);
        for (var i = 0; i < 4; i++) {
            open("POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n" + half);
        }
        // They have it until their deadline, which is far away here.
        Await.until(() -> small.getBean(BodyMemory.class).free() == 0);
        var large = "{\"first_name\": \"x\", \"more\": \"" + "n".repeat(900_000) + "\"}";
        var answer = ApiClient.leadHub(origin, key).post("/api/v1/leads", large);
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        var inLymbe = ApiClient.lymbe(origin, key).post("/api/v1/leads", large);
        assertThat(inLymbe.status()).as(inLymbe.body()).isEqualTo(503);
        assertThat(inLymbe.text("error.code")).isEqualTo("UNAVAILABLE");
        var page = panel.post("/leads/" + lead + "/notes", Map.of("body", "n".repeat(900_000)));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("2");
        assertThat(page.body()).contains("can’t answer right now");
        for (var connection : connections) {
            connection.endOutput();
            assertThat(connection.isHungUp()).isTrue();
        }
        var after = ApiClient.leadHub(origin, key).post("/api/v1/leads", large);
        assertThat(after.status()).as(after.body()).isEqualTo(201);
    }

    @Test
    void an_address_is_the_last_that_a_proxy_wrote_on_whichever_line() throws IOException {
        var left = remaining("198.51.100.1", "203.0.113.77");
        assertThat(remaining("198.51.100.2", "203.0.113.77")).isEqualTo(left - 1);
        assertThat(remaining("198.51.100.3, 203.0.113.77", "127.0.0.3")).isEqualTo(left - 2);
    }

    private int remaining(String firstLine, String secondLine) throws IOException {
        var client = open("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + firstLine
                + "\r\nX-Forwarded-For: " + secondLine + "\r\n\r\n");
        return Integer.parseInt(client.answer().header("X-RateLimit-Remaining"));
    }
}
