package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.PreparedFolder;
import leadhub.testing.RawConnection;
import leadhub.testing.Together;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The program as people run it, with 256 MiB of heap, and a workspace that asks for much. */
class SurviveLargeAnswersTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LEADS = 101;
    private static final int LISTS = 16;

    @TempDir
    static Path data;

    private static LeadHubProcess server;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        server = LeadHubProcess.serve(PreparedFolder.fill(data));
        origin = server.origin();
        makeLargeLeads(ApiClient.leadHub(origin, server.printed("LeadHub key")));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** An answer: its status, and how many leads were in it when it was well-formed to its end. */
    private record Listed(int status, int leads) {}

    @Test
    void sixteen_lists_of_a_hundred_large_leads_at_once() throws Exception {
        var headers = List.of(
                Map.entry("Authorization", "Bearer " + server.printed("LeadHub key")),
                Map.entry("X-API-Key", server.printed("Lymbe key")));

        var answers = Together.times(LISTS, i -> list(headers.get(i % 2)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 503));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.leads()).isEqualTo(100));
        isWell();
    }

    @Test
    void clients_that_ask_for_large_leads_and_never_read() throws Exception {
        var other = ApiClient.leadHub(origin, keyOfAnotherWorkspace());
        assertThat(other.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").status())
                .isEqualTo(201);
        var silent = new ArrayList<RawConnection>();
        for (var i = 0; i < 60; i++) {
            silent.add(RawConnection.to(origin).send("""
                    GET /api/v1/leads?per_page=100 HTTP/1.1\r
                    Host: leads\r
                    Authorization: Bearer %s\r
                    \r
                    """.formatted(server.printed("LeadHub key"))));
        }
        for (var i = 0; i < 20; i++) {
            assertThat(other.get("/api/v1/leads").at("data").size()).isEqualTo(1);
        }
        for (var connection : silent) {
            connection.close();
        }
        isWell();
    }

    @Test
    void eight_views_at_once_of_a_lead_that_sixty_long_posts_came_in_about() throws Exception {
        var api = ApiClient.leadHub(origin, server.printed("LeadHub key"));
        var long900 = "x".repeat(1000);
        var members = new StringBuilder();
        for (var i = 0; i < 880; i++) {
            members.append(", \"unknown_")
                    .append(i)
                    .append("\": \"")
                    .append(long900)
                    .append('"');
        }
        for (var i = 0; i < 60; i++) {
            assertThat(api.post("/api/inbound/leads?tenant=default", "{\"email\": \"a@example.com\"" + members + "}")
                            .status())
                    .isIn(200, 201);
        }
        var id = api.get("/api/v1/leads").text("data.0.id");
        var panel = Panel.signedIn(origin, server.printed("Email"), server.printed("Password"));

        var pages = Together.times(8, i -> panel.get("/leads/" + id));

        assertThat(pages).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).hasSizeLessThan(1_500_000).contains("/sent\" download");
        });
        assertThat(panel.get("/leads/" + id + "/timeline").status()).isEqualTo(200);
        isWell();
    }

    /** 122 KB each. */
    private static void makeLargeLeads(ApiClient api) {
        var notes = "ä".repeat(61_000);
        for (var i = 0; i < LEADS; i++) {
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"notes\": \"" + notes + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    private static Listed list(Map.Entry<String, String> header) {
        var path = header.getKey().equals("X-API-Key") ? "/api/v1/leads?limit=100" : "/api/v1/leads?per_page=100";
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(origin + path))
                            .header(header.getKey(), header.getValue())
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var parser = JSON.createParser(answer.body())) {
                var leads = 0;
                for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.PROPERTY_NAME
                            && List.of("notes", "message").contains(parser.currentName())) {
                        leads++;
                    }
                }
                return new Listed(answer.statusCode(), answer.statusCode() == 200 ? leads : 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keyOfAnotherWorkspace() {
        assertThat(Command.run("workspace", "create", "--slug", "other", "--name", "Other", "--data", data.toString())
                        .status())
                .isZero();
        var made = Command.run("key", "create", "--workspace", "other", "--scopes", "all", "--data", data.toString());
        assertThat(made.status()).as(made.errors()).isZero();
        return made.output().strip();
    }

    private static void isWell() {
        assertThat(server.isAlive()).isTrue();
        assertThat(server.errors()).doesNotContain("OutOfMemoryError");
        assertThat(ApiClient.withoutKey(origin).get("/api/v1/health").status()).isEqualTo(200);
    }
}
