package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import leadhub.apikeys.KeyDialect;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.web.intake.AnswerStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers on their way: packed where that was asked for, and never half of one taken for the whole. */
class ReadAnswersTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String key = workspace.key(KeyDialect.LEADHUB);

    @ParameterizedTest
    @ValueSource(strings = {"per_page=25", "per_page=100"})
    void a_list_is_packed_where_that_is_asked_for(String query) throws Exception {
        makeLeads(60, 10_000);
        var plain = api.get("/api/v1/leads?" + query);
        var packed = get("/api/v1/leads?" + query, "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary").orElse("")).containsIgnoringCase("accept-encoding");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length() / 4);
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
    }

    @Test
    void what_is_small_or_not_asked_for_is_sent_plain() throws Exception {
        makeLeads(1, 10);
        assertThat(get("/api/v1/leads", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
        makeLeads(20, 500);
        assertThat(get("/api/v1/leads", "identity").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    /** What would give a secret away by the length of what is packed: the same secret twice, beside what others chose. */
    @Test
    void the_token_of_a_page_looks_otherwise_each_time() {
        var panel = workspace.panel(Role.ADMIN);
        var tokens = new java.util.HashSet<String>();
        for (var i = 0; i < 5; i++) {
            var body = panel.get("/leads").body();
            var start = body.indexOf("X-CSRF-Token");
            tokens.add(body.substring(start, body.indexOf('}', start)));
        }
        assertThat(tokens).hasSize(5);
    }

    @Test
    void an_answer_that_breaks_off_has_no_end() throws Exception {
        makeLeads(100, 65_000);
        try (var connection = RawConnection.withSmallBuffer(server.origin())) {
            connection.send("""
                    GET /api/v1/leads?per_page=100 HTTP/1.1\r
                    Host: leads\r
                    Authorization: Bearer %s\r
                    Connection: close\r
                    \r
                    """.formatted(key));
            // It has begun, and as nobody reads yet, it isn't over.
            connection.awaitAnswer();
            Await.until(() -> end("select count(pg_terminate_backend(pid))") > 0);
            assertThatThrownBy(connection::answer).isInstanceOf(IOException.class);
        }
        assertThat(api.get("/api/v1/leads?per_page=1").status()).isEqualTo(200);
    }

    @Test
    void a_client_that_reads_too_slowly_is_cut_off() {
        var out = new ByteArrayOutputStream();
        var late = new AnswerStream(out, Duration.ofNanos(-1));
        assertThatThrownBy(() -> late.write(new byte[100_000])).isInstanceOf(IOException.class);
        assertThat(out.size()).isZero();
    }

    private void makeLeads(int number, int characters) {
        for (var i = 0; i < number; i++) {
            var notes = "words of lead " + i + " ".repeat(3) + "ä".repeat(characters);
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"notes\": \"" + notes + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    /** The connections that read a large page at this moment. */
    private long end(String what) throws SQLException {
        try (var connection = server.database().application().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(what + """
                         from pg_stat_activity
                        where datname = current_database()
                          and pid <> pg_backend_pid()
                          and state like 'idle in transaction%'
                          and query like '%l.first_name%'
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.origin() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept-Encoding", encoding)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
