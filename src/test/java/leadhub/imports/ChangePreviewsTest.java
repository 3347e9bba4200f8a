package leadhub.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.ProblemException;
import leadhub.base.Slice;
import leadhub.imports.files.TestWorkbook;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportOptions;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several people and programs bring files along, and change what is read of them, at once. */
class ChangePreviewsTest {
    private static final String FILE = "Email,Job title\n"
            + IntStream.range(0, 20)
                    .mapToObj(i -> "lead" + i + "@example.com,CEO\n")
                    .collect(Collectors.joining());

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Imports imports = server.bean(Imports.class);

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private static ApiAnswer upload(ApiClient by, byte[] file) {
        var head = """
                --x
                Content-Disposition: form-data; name="file"; filename="leads"

                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(file);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return by.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes("POST", "/api/v1/imports", body.toByteArray());
    }

    private long uploaded() {
        var made = upload(api, FILE.getBytes(StandardCharsets.UTF_8));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private Import now(long id) {
        return imports.get(workspace.caller(), id);
    }

    private ApiAnswer change(long id, String body) {
        return api.patch("/api/v1/imports/" + id, body);
    }

    @Test
    void of_two_changes_at_once_none_is_lost_without_a_word() {
        var caller = workspace.caller();
        var id = uploaded();
        var one = now(id);
        var filling = one.options().with(DuplicatePolicy.FILL);
        var looked = imports.look(caller, one, filling, one.mended());
        assertThat(change(id, "{\"mended\": {\"3\": {\"Email\": \"ben@example.com\"}}}")
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> imports.keep(caller, looked)).isInstanceOf(ProblemException.class);
        assertThat(now(id).mended()).isEqualTo(Map.of("3", Map.of("Email", "ben@example.com")));
        assertThat(now(id).options()).isEqualTo(one.options());
        assertThat(change(id, "{\"options\": {\"duplicates\": \"fill\"}}").status())
                .isEqualTo(200);
        assertThat(now(id).options()).isEqualTo(filling);
        assertThat(now(id).mended()).hasSize(1);
    }

    @Test
    void mended_cells_have_room_together() {
        var id = uploaded();
        assertThat(change(id, mending(2, 12)).status()).isEqualTo(200);
        var refused = change(id, mending(12, 21));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors").propertyNames()).containsExactly("mended");
        assertThat(now(id).mended()).hasSize(10);
        assertThat(imports.list(workspace.caller(), new Slice(0, 10))
                        .items()
                        .getFirst()
                        .mended())
                .isEmpty();
    }

    private static String mending(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(line -> "\"%d\": {\"Job title\": \"%s\"}".formatted(line, "x".repeat(60_000)))
                .collect(Collectors.joining(", ", "{\"mended\": {", "}}"));
    }

    @Test
    void mended_cells_are_of_lines_and_columns_that_the_file_has() {
        var id = uploaded();
        var refused = change(id, "{\"mended\": {\"22\": {\"Email\": \"x@example.com\"}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors").propertyNames()).containsExactly("mended.22");
        assertThat(change(id, "{\"mended\": {\"21\": {\"Email\": \"x@example.com\"}}}")
                        .status())
                .isEqualTo(200);
        // Read in another way it has no such column any more.
        assertThat(change(id, "{\"options\": {\"delimiter\": \";\"}}").status()).isEqualTo(200);
        assertThat(now(id).mended()).isEmpty();
    }

    @Test
    void who_has_the_file_read_in_another_way_mends_what_is_read_then() {
        var id = uploaded();
        assertThat(change(id, "{\"options\": {\"has_header\": false}}").status())
                .isEqualTo(200);
        var both = change(
                id, "{\"options\": {\"has_header\": true}, \"mended\": {\"3\": {\"Email\": \"ben@example.com\"}}}");
        assertThat(both.status()).as(both.body()).isEqualTo(200);
        assertThat(now(id).mended()).isEqualTo(Map.of("3", Map.of("Email", "ben@example.com")));
        var refused = change(
                id,
                "{\"options\": {\"has_header\": false}, \"mended\": {\"3\": {\"Column A\": \"Ben\", \"Email\": \"x@example.com\"}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors").propertyNames()).containsExactly("mended.3.Email");
    }

    @Test
    void a_file_stays_where_its_import_is_there_whatever_fails_after_that() {
        var caller = workspace.caller();
        var tx = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        var file = new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8));
        try (var received = imports.receive(caller, "leads.csv", file, ImportOptions.USUAL)) {
            assertThatThrownBy(() -> tx.executeWithoutResult(status -> {
                        TransactionSynchronizationManager.registerSynchronization(new FailAfterCommit());
                        imports.keep(caller, received);
                    }))
                    .hasMessage("gone");
        }
        var id = api.get("/api/v1/imports").number("data.0.id");
        assertThat(api.post("/api/v1/imports/" + id + "/start", "{}").status()).isEqualTo(202);
        Await.until(() -> api.get("/api/v1/imports/" + id).text("data.status").equals("completed"));
    }

    private static final class FailAfterCommit implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            throw new IllegalStateException("gone");
        }
    }

    @Test
    void workbooks_that_nobody_reads_any_more_make_room_for_others() throws IOException {
        server.pauseJobs();
        var rows = new StringBuilder("<row><c t=\"str\"><v>Email</v></c></row>");
        for (var i = 0; i < 2_100; i++) {
            rows.append("<row><c t=\"str\"><v>lead%d@example.com</v></c></row>".formatted(i));
        }
        var written = new ByteArrayOutputStream();
        new TestWorkbook().sheet(rows.toString()).write(written);
        var steps = server.bean(ImportSteps.class);
        var begun = new ArrayList<TestWorkspace>();
        for (var i = 0; i < 4; i++) {
            var other = server.newWorkspace();
            var id = upload(other.leadHub(), written.toByteArray()).number("data.id");
            other.leadHub().post("/api/v1/imports/" + id + "/start", "{}");
            assertThat(steps.step(other.id(), id)).isEqualTo(StepResult.MORE);
            begun.add(other);
        }
        assertThat(upload(api, written.toByteArray()).status()).isEqualTo(201);
        for (var other : begun) {
            var id = other.leadHub().get("/api/v1/imports").number("data.0.id");
            Await.until(() -> steps.step(other.id(), id) == StepResult.DONE);
            var one = other.leadHub().get("/api/v1/imports/" + id);
            assertThat(one.text("data.status")).isEqualTo("completed");
            assertThat(one.number("data.rows.created")).isEqualTo(2_100);
        }
    }
}
