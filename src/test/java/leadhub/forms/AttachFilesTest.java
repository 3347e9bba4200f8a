package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.forms.files.FileCleaner;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Blocked;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Strangers and programs attach files to forms; people download them. */
class AttachFilesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");
    private static final String PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
    private static final String FIELDS = """
            "fields": [
                {"key": "email", "type": "email", "required": true},
                {"key": "more", "type": "checkbox"},
                {"key": "cv", "type": "file", "required": true},
                {"key": "photo", "type": "file",
                 "visible_if": {"conditions": [{"field": "more", "operator": "equals", "value": true}]}}]
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer form(String members) {
        var made = api.post("/api/v1/forms", "{\"name\": \"Jobs\", " + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String path(ApiAnswer form) {
        return "/api/v1/forms/" + form.text("data.id");
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private static String file(String field, String name, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n%s\r\n"
                .formatted(field, name, content);
    }

    /** By a program with a key. */
    private ApiAnswer submit(ApiAnswer form, String parts) {
        return api.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes(
                        "POST",
                        path(form) + "/submissions",
                        (parts + "--x--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** From the form's page. */
    private HttpResponse<String> send(ApiAnswer form, String accept, String parts) {
        return answer(HttpRequest.newBuilder(URI.create(server.origin() + "/f/" + form.text("data.public_id")))
                .header("Accept", accept)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(parts + "--x--\r\n", StandardCharsets.ISO_8859_1)));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(ApiAnswer form) {
        var page = answer(HttpRequest.newBuilder(URI.create(server.origin() + "/f/" + form.text("data.public_id"))));
        assertThat(page.body()).contains("enctype=\"multipart/form-data\"", "type=\"file\"");
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        server.clock().pass(Duration.ofSeconds(4));
        return found.group(1);
    }

    private List<Path> onDisk() {
        var home = TestServer.files().resolve(Long.toString(workspace.id()));
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_is_sent_from_the_page_and_downloaded_as_an_attachment() {
        var form = form(FIELDS);
        var token = token(form);
        var sent = send(
                form,
                "text/html",
                part("_token", token)
                        + part("email", "ann@example.com")
                        + file("cv", "..\\..\\Lebenslauf \"Ann\".pdf", PDF));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        var submission = api.get(path(form) + "/submissions").at("data.0");
        assertThat(submission.path("values").path("cv").toString())
                .isEqualTo("{\"name\":\"Lebenslauf \\\"Ann\\\".pdf\",\"size\":" + PDF.length()
                        + ",\"type\":\"application/pdf\"}");
        var one = path(form) + "/submissions/" + submission.path("id").asLong();
        var got = api.get(one + "/files/cv");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(PDF);
        assertThat(got.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(got.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"Lebenslauf _Ann_.pdf\"; filename*=UTF-8''Lebenslauf%20%22Ann%22.pdf");
        var manager = workspace.panel(Role.MANAGER);
        var page = one.substring("/api/v1".length()) + "/files/cv";
        assertThat(manager.get("/forms/" + form.text("data.id") + "/submissions")
                        .body())
                .contains("href=\"" + page + "\"");
        var shown = manager.get(page);
        assertThat(shown.body()).isEqualTo(PDF);
        assertThat(shown.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(shown.header("Content-Disposition")).startsWith("attachment;");
        var leadId = api.get("/api/v1/leads").text("data.0.id");
        var agent = workspace.user(Role.AGENT);
        var agents = workspace.panel(agent);
        api.patch("/api/v1/leads/" + leadId, "{\"assigned_user_id\": " + agent.id() + "}");
        assertThat(agents.get("/leads/" + leadId + "/files").body()).contains("href=\"" + page + "\"");
        assertThat(agents.get(page).body()).isEqualTo(PDF);
        // Another's lead, and what there is no lead of, are found by managers only.
        var other = workspace.panel(Role.AGENT);
        assertThat(other.get(page).status()).isEqualTo(404);
        assertThat(other.get(page.replaceFirst("submissions/[0-9]+", "submissions/999999"))
                        .status())
                .isEqualTo(404);
        assertThat(workspace.panel(Role.READ_ONLY).get(page).status()).isEqualTo(403);
        assertThat(api.get(one + "/files/photo").status()).isEqualTo(404);
        assertThat(server.newWorkspace().leadHub().get(one + "/files/cv").status())
                .isEqualTo(404);

        // The ledger has the form, and not what is in its files.
        var row = api.get(
                "/api/v1/intake/" + api.get("/api/v1/intake?source=form").text("data.0.id"));
        assertThat(row.text("data.body"))
                .contains("ann@example.com", "filename=\"..")
                .doesNotContain("%PDF");
        api.delete(one);
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void a_program_sends_files_once_for_each_key() {
        var form = form(FIELDS);
        var once = api.with("Idempotency-Key", "k" + workspace.id())
                .with("Content-Type", "multipart/form-data; boundary=x");
        var parts = part("email", "a@example.com") + file("cv", "cv.pdf", PDF);
        var sent = once.post(path(form) + "/submissions", parts + "--x--\r\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.text("data.values.cv.name")).isEqualTo("cv.pdf");
        assertThat(once.post(path(form) + "/submissions", parts + "--x--\r\n").header("Idempotent-Replayed"))
                .isEqualTo("true");
        var other = part("email", "a@example.com") + file("cv", "cv.pdf", PDF + "other");
        assertThat(once.post(path(form) + "/submissions", other + "--x--\r\n").status())
                .isEqualTo(422);
        assertThat(onDisk()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cv.pdf | %PDF-1.4 | 201
            cv.pdf | GIF89a | 422
            cv.pdf | no more than words | 422
            notes.txt | no more than words | 201
            list.csv | a,b,c | 201
            page.html | <!doctype html><script>1</script> | 201
            image.png | <!doctype html><script>1</script> | 422
            drawing.svg | <svg xmlns="http://www.w3.org/2000/svg"/> | 201
            run.exe | MZ | 422
            run.bat | echo | 422
            cv.pdf.js | alert(1) | 422
            setup.bat. | echo | 422
            `run.ps1 ` | echo | 422
            `run.cmd . .` | echo | 422
            something.unknown | anything | 201
            noname | anything | 201
            """)
    void content_and_name_have_to_agree_and_programs_stay_out(String name, String content, int status) {
        var form = form(FIELDS);
        var sent = submit(form, part("email", "a@example.com") + file("cv", name, content));
        assertThat(sent.status()).as(sent.body()).isEqualTo(status);
        if (status == 422) {
            assertThat(sent.text("errors.cv.0")).contains("accepted type");
        }
        assertThat(onDisk()).hasSize(status == 201 ? 1 : 0);
    }

    @Test
    void documents_of_offices_are_known_for_what_they_are() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<document/>".getBytes(StandardCharsets.UTF_8));
        }
        var form = form(FIELDS);
        var sent = submit(
                form,
                part("email", "a@example.com") + file("cv", "cv.docx", bytes.toString(StandardCharsets.ISO_8859_1)));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.text("data.values.cv.type")).contains("wordprocessingml");
    }

    @Test
    void what_is_missing_too_large_twice_or_not_asked_for_is_said_or_left() {
        var form = form(FIELDS);
        var none = submit(form, part("email", "a@example.com") + file("cv", "", ""));
        assertThat(none.text("errors.cv.0")).isEqualTo("The cv field is required.");
        var twice = submit(
                form, part("email", "a@example.com") + file("cv", "a.pdf", PDF).repeat(2));
        assertThat(twice.text("errors.cv.0")).contains("one file");
        assertThat(submit(form, part("email", "a@example.com") + file("cv", "a.txt", "x".repeat(10_000_001)))
                        .status())
                .isEqualTo(413);
        assertThat(onDisk()).isEmpty();
        // Hidden by its condition, it is neither looked at nor kept.
        var sent = submit(
                form,
                part("email", "a@example.com")
                        + file("cv", "a.pdf", PDF)
                        + file("photo", "a.exe", "MZ")
                        + file("unknown", "b.pdf", PDF));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.at("data.values").has("photo")).isFalse();
        assertThat(onDisk()).hasSize(1);
    }

    @Test
    void a_disk_that_takes_nothing_is_said_and_nothing_is_half_kept() throws IOException {
        var form = form(FIELDS);
        // In place of the workspace's folder.
        Files.createDirectories(TestServer.files());
        var full = Files.createFile(TestServer.files().resolve(Long.toString(workspace.id())));
        var sent = submit(form, part("email", "a@example.com") + file("cv", "a.pdf", PDF));
        assertThat(sent.status()).as(sent.body()).isEqualTo(503);
        assertThat(sent.header("Retry-After")).isNotEmpty();
        var shown = send(
                form,
                "text/html",
                part("_token", token(form)) + part("email", "a@example.com") + file("cv", "a.pdf", PDF));
        assertThat(shown.statusCode()).isEqualTo(503);
        assertThat(shown.headers().firstValue("Retry-After")).isPresent();
        assertThat(shown.body()).contains("Please try again", "value=\"a@example.com\"");
        assertThat(api.get(path(form) + "/submissions").at("data")).isEmpty();
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        Files.delete(full);
        assertThat(submit(form, part("email", "a@example.com") + file("cv", "a.pdf", PDF))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void files_go_with_their_lead_and_what_nobody_knows_is_swept() throws IOException {
        var cleaner = server.bean(FileCleaner.class);
        var form = form(FIELDS);
        var sent = submit(form, part("email", "a@example.com") + file("cv", "a.pdf", PDF));
        submit(form, part("email", "b@example.com") + file("cv", "b.pdf", PDF));
        var kept = onDisk();
        var folder = Files.createDirectories(
                TestServer.files().resolve(Long.toString(workspace.id())).resolve("00"));
        var swept = Files.createFile(folder.resolve("0".repeat(41)));
        var left = Files.createFile(
                folder.resolve("%09x".formatted(server.clock().instant().getEpochSecond()) + "0".repeat(32)));
        cleaner.clean(workspace.id());
        assertThat(swept).doesNotExist();
        assertThat(left).exists();
        assertThat(onDisk()).containsAll(kept);

        api.delete("/api/v1/leads/" + sent.text("data.lead_id"));
        cleaner.clean(workspace.id());
        assertThat(onDisk()).as("the lead can be restored").containsAll(kept);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from deleted_leads where workspace_id = ?", workspace.id());
        cleaner.clean(workspace.id());
        assertThat(api.get(path(form) + "/submissions/" + sent.text("data.id") + "/files/cv")
                        .status())
                .isEqualTo(404);
        assertThat(onDisk().stream().filter(kept::contains)).hasSize(1);
    }

    @Test
    void a_form_takes_so_much_a_day_and_no_more() {
        var form = form(FIELDS);
        var parts = part("email", "a@example.com") + file("cv", "a.pdf", PDF);
        assertThat(submit(form, parts).status()).isEqualTo(201);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update form_file_days set bytes = 999999990 where workspace_id = ?",
                        workspace.id());
        assertThat(submit(form, parts).text("errors.cv.0")).contains("today");
        assertThat(onDisk()).hasSize(1);
        server.clock().pass(Duration.ofDays(1));
        assertThat(submit(form, parts).status()).isEqualTo(201);
    }

    @Test
    void a_replay_asks_for_no_file_that_is_gone() {
        var form = form(FIELDS);
        // Refused, so that the ledger has it and its file is gone.
        submit(form, part("email", "nobody") + file("cv", "a.pdf", PDF));
        var row = api.get("/api/v1/intake?status=failed").text("data.0.id");
        api.patch(
                path(form),
                "{\"fields\": [{\"key\": \"email\", \"type\": \"text\", \"map_to\": \"first_name\"},"
                        + " {\"key\": \"cv\", \"type\": \"file\", \"required\": true}]}");
        var replayed = api.post("/api/v1/intake/" + row + "/replay", "{}");
        assertThat(replayed.text("data.status")).as(replayed.body()).isEqualTo("processed");
    }

    /** As a machine does that fills in what nobody sees. */
    private void fillInTrap(ApiAnswer form) {
        var sent = send(
                form,
                "application/json",
                part("_subject", "Buy") + part("email", "a@example.com") + file("cv", "a.pdf", PDF));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    }

    @Test
    void spam_has_a_small_room_of_its_own_and_is_told_nothing_when_that_is_full() {
        var form = form(FIELDS);
        fillInTrap(form);
        assertThat(onDisk()).hasSize(1);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update form_file_days set suspected_bytes = 99999990 where workspace_id = ?",
                        workspace.id());
        fillInTrap(form);
        assertThat(onDisk()).as("only the name is kept").hasSize(1);
        assertThat(api.get(path(form) + "/submissions?status=spam").text("data.0.values.cv.name"))
                .isEqualTo("a.pdf");
        var ofPeople = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select bytes from form_file_days where workspace_id = ?",
                        workspace.id());
        assertThat(ofPeople).as("the room of people").isZero();
        assertThat(submit(form, part("email", "b@example.com") + file("cv", "b.pdf", PDF))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void files_of_what_nobody_accepts_or_confirms_go_after_a_month() {
        var form = form(FIELDS + ", \"settings\": {\"double_opt_in\": true}");
        fillInTrap(form);
        submit(form, part("email", "never@example.com") + file("cv", "b.pdf", PDF));
        var confirmed = submit(form, part("email", "c@example.com") + file("cv", "c.pdf", PDF));
        api.patch(path(form) + "/submissions/" + confirmed.text("data.id"), "{\"status\": \"accepted\"}");
        var cleaner = server.bean(FileCleaner.class);
        server.clock().pass(Duration.ofDays(29));
        cleaner.clean(workspace.id());
        assertThat(onDisk()).hasSize(3);
        server.clock().pass(Duration.ofDays(2));
        cleaner.clean(workspace.id());
        assertThat(onDisk()).hasSize(1);
        assertThat(api.get(path(form) + "/submissions/" + confirmed.text("data.id") + "/files/cv")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void files_are_downloaded_and_deleted_after_their_form_and_go_with_an_erased_submission() {
        var form = form(FIELDS);
        var first = submit(form, part("email", "a@example.com") + file("cv", "a.pdf", PDF));
        submit(form, part("email", "b@example.com") + file("cv", "b.pdf", PDF));
        assertThat(api.delete(path(form)).status()).isEqualTo(204);
        var one = path(form) + "/submissions/" + first.text("data.id");
        assertThat(api.get(one + "/files/cv").body()).isEqualTo(PDF);
        assertThat(server.newWorkspace().leadHub().delete(one).status()).isEqualTo(404);
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one + "/files/cv").status()).isEqualTo(404);
        assertThat(onDisk()).hasSize(1);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from form_submissions where workspace_id = ?", workspace.id());
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void a_slow_disk_holds_nobody_up_for_files_are_written_before_anything_is_locked() {
        var form = form(FIELDS);
        var parts = part("email", "a@example.com") + file("cv", "a.pdf", PDF);
        submit(form, parts);
        var sql = server.bean(Sql.class);
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new TransactionTemplate(server.bean(PlatformTransactionManager.class)).execute(status -> {
                sql.update(
                        workspace.id(),
                        "update form_file_days set bytes = bytes where workspace_id = ?",
                        workspace.id());
                var waiting = thread.submit(() -> submit(form, parts));
                // The day's count waits for this transaction; the file is there.
                Await.until(Blocked.byThisTransaction(server)::isAnybody);
                assertThat(onDisk()).hasSize(2);
                return waiting;
            });
            assertThat(sent.get().status()).isEqualTo(201);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_full_form_writes_no_file() throws IOException {
        var form = form(FIELDS + ", \"settings\": {\"max_submissions\": 1}");
        var parts = part("email", "a@example.com") + file("cv", "a.pdf", PDF);
        // A disk that takes nothing isn't asked.
        Files.createDirectories(TestServer.files());
        var full = Files.createFile(TestServer.files().resolve(Long.toString(workspace.id())));
        assertThat(submit(form, parts).status()).isEqualTo(503);
        Files.delete(full);
        assertThat(submit(form, parts).status()).isEqualTo(201);
        assertThat(onDisk()).hasSize(1);
        var home = TestServer.files().resolve(Long.toString(workspace.id()));
        Files.move(home, home.resolveSibling(workspace.id() + "-aside"));
        Files.createFile(home);
        assertThat(submit(form, parts).status()).isEqualTo(409);
        Files.delete(home);
    }

    @Test
    void many_files_are_swept_by_few_statements_and_a_workspace_that_fails_stops_no_other() throws IOException {
        var folder = Files.createDirectories(
                TestServer.files().resolve(Long.toString(workspace.id())).resolve("00"));
        for (var i = 0; i < 1_200; i++) {
            Files.createFile(folder.resolve("0".repeat(30) + "%09x00".formatted(i)));
        }
        assertThat(statements(() -> server.bean(FileCleaner.class).clean(workspace.id())))
                .isLessThan(600);
        assertThat(onDisk()).isEmpty();

        var other = server.newWorkspace().id();
        var seen = new HashSet<Long>();
        server.bean(Workspaces.class).each(id -> {
            if (id == workspace.id()) {
                throw new IllegalStateException("It fails.");
            }
            seen.add(id);
        });
        assertThat(seen).contains(other).doesNotContain(workspace.id());
    }

    /** No job runs meanwhile, whose statements would count too. */
    private long statements(Runnable work) {
        server.pauseJobs();
        try {
            var sql = server.bean(Sql.class);
            var before = sql.statementCount();
            work.run();
            return sql.statementCount() - before;
        } finally {
            server.resumeJobs();
        }
    }
}
