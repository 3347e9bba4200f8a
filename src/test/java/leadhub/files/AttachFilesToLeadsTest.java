package leadhub.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.forms.files.FileCleaner;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People and programs attach files to leads and notes, download them, and take them off again. */
class AttachFilesToLeadsTest {
    private static final String PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final long lead =
            api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");

    private String all() {
        return "/api/v1/leads/" + lead + "/files";
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private static String file(String field, String name, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n%s\r\n"
                .formatted(field, name, content);
    }

    private ApiAnswer attach(String parts) {
        return attach(all(), parts);
    }

    private ApiAnswer attach(String path, String parts) {
        return api.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes("POST", path, (parts + "--x--\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String note(String body) {
        return api.post("/api/v1/leads/" + lead + "/notes", "{\"body\": \"" + body + "\"}")
                .text("data.id");
    }

    private String ofNote(String note) {
        return "/api/v1/leads/" + lead + "/notes/" + note + "/files";
    }

    private Panel panel(Role role) {
        var panel = workspace.panel(role);
        panel.get("/leads/" + lead);
        return panel;
    }

    private static Panel.Answer send(Panel panel, String path, String parts) {
        return panel.postRaw(path, "multipart/form-data; boundary=x", parts + "--x--\r\n");
    }

    private static void undo(Panel panel) {
        var said = URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        var path = said.substring(said.indexOf("/leads/"), said.indexOf('\n'));
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(303);
    }

    private long onDisk() throws IOException {
        var home = TestServer.files().resolve(Long.toString(workspace.id()));
        if (!Files.isDirectory(home)) {
            return 0;
        }
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private void clean() {
        server.clock().pass(Duration.ofHours(2));
        server.bean(FileCleaner.class).clean(workspace.id());
    }

    @Test
    void a_program_attaches_a_file_and_gets_it_back_byte_for_byte() {
        var made = attach(file("file", "..\\..\\Quote \"Ann\".pdf", PDF));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("data.name")).isEqualTo("Quote \"Ann\".pdf");
        assertThat(made.text("data.type")).isEqualTo("application/pdf");
        assertThat(made.number("data.size")).isEqualTo(PDF.length());
        assertThat(api.get(all()).at("data.0")).isEqualTo(made.at("data"));
        var one = made.header("Location").substring(server.origin().length());
        var got = api.get(one);
        assertThat(got.body()).isEqualTo(PDF);
        assertThat(got.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(got.header("Content-Disposition")).startsWith("attachment; filename=\"Quote _Ann_.pdf\"");
        assertThat(got.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(got.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(api.with("If-None-Match", got.header("ETag")).get(one).status())
                .isEqualTo(304);
        assertThat(api.with("If-Match", "\"other\"").delete(one).status()).isEqualTo(412);
        assertThat(api.with("If-Match", got.header("ETag")).delete(one).status())
                .isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(api.delete(one).status()).isEqualTo(404);
        assertThat(api.get(all()).number("meta.total")).isZero();
        var timeline = api.get("/api/v1/leads/" + lead + "/timeline");
        assertThat(timeline.text("data.0.event")).isEqualTo("lead.file_removed");
        assertThat(timeline.text("data.1.event")).isEqualTo("lead.file_added");
        assertThat(timeline.number("data.1.file_id")).isEqualTo(made.number("data.id"));
        assertThat(timeline.text("data.1.title")).isEqualTo("Quote \"Ann\".pdf");
        assertThat(workspace.panel(Role.ADMIN).get("/settings/audit").body())
                .contains("attached a file", "removed a file");
    }

    @Test
    void the_same_request_sent_again_attaches_one_file() throws IOException {
        var once = api.with("Idempotency-Key", "once").with("Content-Type", "multipart/form-data; boundary=x");
        var body = (file("file", "quote.pdf", PDF) + "--x--\r\n").getBytes(StandardCharsets.UTF_8);
        var first = once.sendBytes("POST", all(), body);
        assertThat(once.sendBytes("POST", all(), body).body()).isEqualTo(first.body());
        assertThat(api.get(all()).number("meta.total")).isEqualTo(1);
        assertThat(onDisk()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            run.exe   | MZ  | whose content is what its name says
            photo.png | PDF | whose content is what its name says
            quote.pdf |     | must not be an empty file
            """, delimiter = '|')
    void programs_and_what_is_not_what_its_name_says_are_refused(String name, String content, String why)
            throws IOException {
        var sent = content == null ? "" : content.equals("PDF") ? PDF : content;
        var refused = attach(file("file", name, sent));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.file.0")).contains(why);
        assertThat(onDisk()).isZero();
    }

    @Test
    void one_file_is_sent_at_a_time_and_none_is_too_large() throws IOException {
        assertThat(attach(part("other", "1")).text("errors.file.0")).contains("required");
        assertThat(attach(file("file", "a.txt", "a") + file("file", "b.txt", "b"))
                        .text("errors.file.0"))
                .contains("one file");
        assertThat(attach(file("file", "large.txt", "a".repeat(10_000_001))).status())
                .isEqualTo(413);
        assertThat(onDisk()).isZero();
    }

    @Test
    void a_workspace_attaches_so_much_on_a_day_and_goes_on_the_next() {
        attach(file("file", "a.txt", "a"));
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update lead_files set size = ? where workspace_id = ?",
                        LeadFiles.MOST_A_DAY,
                        workspace.id());
        var refused = attach(file("file", "b.txt", "b"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.file.0")).contains("today");
        server.clock().pass(Duration.ofDays(1));
        assertThat(attach(file("file", "b.txt", "b")).status()).isEqualTo(201);
    }

    @Test
    void a_lead_takes_no_more_files_than_can_be_looked_through() throws IOException {
        attach(file("file", "a.txt", "a"));
        fill(LeadFiles.MOST_OF_A_LEAD - 1);
        assertThat(attach(file("file", "b.txt", "b")).status()).isEqualTo(409);
        assertThat(onDisk()).as("what was refused is gone").isEqualTo(1);
        api.delete(all() + "/" + api.get(all()).text("data.0.id"));
        assertThat(attach(file("file", "b.txt", "b")).status())
                .as("one was removed")
                .isEqualTo(201);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update lead_files set removed_at = ? where workspace_id = ?",
                        server.clock().instant(),
                        workspace.id());
        fill(LeadFiles.MOST_KEPT_OF_A_LEAD - LeadFiles.MOST_OF_A_LEAD - 1);
        assertThat(attach(file("file", "b.txt", "b")).text("message")).contains("removed lately");
    }

    /** As many more of its files as are asked for, each like the first one. */
    private void fill(int more) {
        server.bean(Sql.class).update(workspace.id(), """
                insert into lead_files (workspace_id, lead_id, file_id, name, content_type, size, author, created_at, removed_at)
                select workspace_id, lead_id, file_id, name, content_type, size, author, created_at, removed_at
                from (select * from lead_files where workspace_id = ? order by id limit 1) first, generate_series(1, ?)
                returning id
                """, workspace.id(), more);
    }

    @Test
    void people_add_files_on_the_page_and_take_a_removal_back() {
        var agent = panel(Role.ADMIN);
        var added = send(
                agent, "/leads/" + lead + "/files", file("file", "quote.pdf", PDF) + file("file", "plan.txt", "plan"));
        assertThat(added.status()).isEqualTo(303);
        var rows = agent.get("/leads/" + lead + "/files").body();
        assertThat(rows).contains("quote.pdf", "plan.txt", "1 KB");
        assertThat(agent.get("/leads/" + lead).body()).contains("attached a file", "quote.pdf");
        var path = rows.replaceAll("(?s).*?href=\"(/leads/[0-9]+/files/[0-9]+)\".*", "$1");
        var got = workspace.panel(Role.READ_ONLY).get(path);
        assertThat(got.header("Content-Disposition")).startsWith("attachment");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(agent.post(path + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(agent.get(path).status()).isEqualTo(404);
        var other = panel(Role.ADMIN);
        var undo = path.replace("/files/", "/undo/file/");
        assertThat(other.post(undo, Map.of()).status()).as("somebody else's").isEqualTo(404);
        undo(agent);
        assertThat(agent.get(path).status()).isEqualTo(200);
        assertThat(agent.post(undo, Map.of()).status()).as("once").isEqualTo(404);
        agent.post(path + "/delete", Map.of());
        server.clock().pass(Duration.ofMinutes(61));
        assertThat(agent.post(undo, Map.of()).status()).as("too late").isEqualTo(404);
    }

    @Test
    void whoever_only_reads_downloads_and_neither_adds_nor_removes() {
        attach(file("file", "quote.pdf", PDF));
        var reader = panel(Role.READ_ONLY);
        var rows = reader.get("/leads/" + lead + "/files").body();
        assertThat(rows).contains("quote.pdf").doesNotContain("/delete");
        assertThat(send(reader, "/leads/" + lead + "/files", file("file", "a.txt", "a"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_is_refused_on_the_page_says_why() {
        var agent = panel(Role.ADMIN);
        var refused = send(agent, "/leads/" + lead + "/files", file("file", "run.exe", "MZ"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(send(agent, "/leads/" + lead + "/files", "").status()).isEqualTo(422);
        assertThat(api.get(all()).number("meta.total")).isZero();
    }

    @Test
    void a_note_brings_files_that_go_and_come_back_with_it() throws IOException {
        var agent = panel(Role.ADMIN);
        var written = send(
                agent,
                "/leads/" + lead + "/notes",
                part("body", "Sent the quote.")
                        + part("kind", "call")
                        + file("file", "quote.pdf", PDF)
                        + file("file", "", ""));
        assertThat(written.status()).isEqualTo(303);
        var note = api.get("/api/v1/leads/" + lead + "/notes").number("data.0.id");
        assertThat(api.get(all()).number("data.0.note_id")).isEqualTo(note);
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").number("meta.total"))
                .as("one entry for a save")
                .isEqualTo(2);
        var page = agent.get("/leads/" + lead).body();
        assertThat(page).contains("note-files", "quote.pdf");
        assertThat(agent.get("/leads/" + lead + "/timeline?only=notes").body()).contains("quote.pdf");
        assertThat(agent.get("/leads/" + lead + "/files").body()).contains("quote.pdf", "With a note");
        agent.post("/leads/" + lead + "/notes/" + note + "/delete", Map.of());
        assertThat(api.get(all()).number("meta.total")).isZero();
        server.bean(FileCleaner.class).clean(workspace.id());
        undo(agent);
        assertThat(api.get(all()).number("meta.total")).isEqualTo(1);
        agent.post("/leads/" + lead + "/notes/" + note + "/delete", Map.of());
        clean();
        assertThat(onDisk()).isZero();
    }

    @Test
    void a_program_attaches_files_to_a_note_that_is_there_and_lists_them() {
        var note = note("Called.");
        attach(file("file", "other.txt", "other"));
        var made = attach(ofNote(note), file("file", "quote.pdf", PDF));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("data.note_id")).isEqualTo(note);
        var listed = api.get(ofNote(note));
        assertThat(listed.number("meta.total")).isEqualTo(1);
        assertThat(listed.at("data.0")).isEqualTo(made.at("data"));
        assertThat(api.get(all()).number("meta.total")).isEqualTo(2);
        var one = made.header("Location").substring(server.origin().length());
        assertThat(api.get(one).body()).isEqualTo(PDF);
        assertThat(panel(Role.READ_ONLY).get("/leads/" + lead).body()).contains("note-files", "quote.pdf");
        assertThat(workspace.panel(Role.ADMIN).get("/settings/audit").body()).contains("attached a file");
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(ofNote(note)).number("meta.total")).isZero();
        attach(ofNote(note), file("file", "plan.txt", "plan"));
        api.delete("/api/v1/leads/" + lead + "/notes/" + note);
        assertThat(api.get(ofNote(note)).status()).isEqualTo(404);
        assertThat(api.get(all()).number("meta.total")).as("they go with it").isEqualTo(1);
    }

    @Test
    void nothing_is_attached_to_a_note_that_is_not_on_the_lead() throws IOException {
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").text("data.id");
        var note = api.post("/api/v1/leads/" + other + "/notes", "{\"body\": \"His.\"}")
                .text("data.id");
        assertThat(attach(ofNote(note), file("file", "quote.pdf", PDF)).status())
                .isEqualTo(404);
        assertThat(api.get(ofNote(note)).status()).isEqualTo(404);
        var both = attach(ofNote(note("Hers.")), file("file", "a.txt", "a") + file("file", "b.txt", "b"));
        assertThat(both.text("errors.file.0")).contains("one file");
        assertThat(onDisk()).isZero();
    }

    @Test
    void a_note_takes_no_more_files_than_come_with_one() throws IOException {
        var note = note("Called.");
        for (var i = 0; i < LeadFiles.MOST_OF_A_NOTE; i++) {
            assertThat(attach(ofNote(note), file("file", "a.txt", "a")).status())
                    .isEqualTo(201);
        }
        var refused = attach(ofNote(note), file("file", "b.txt", "b"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("message")).contains("at most 10 files");
        assertThat(onDisk()).isEqualTo(LeadFiles.MOST_OF_A_NOTE);
        api.delete(all() + "/" + api.get(ofNote(note)).text("data.0.id"));
        assertThat(attach(ofNote(note), file("file", "b.txt", "b")).status())
                .as("one was removed")
                .isEqualTo(201);
    }

    @Test
    void a_removal_is_not_taken_back_where_another_file_has_the_room() {
        var note = note("Called.");
        for (var i = 0; i < LeadFiles.MOST_OF_A_NOTE; i++) {
            attach(ofNote(note), file("file", "a.txt", "a"));
        }
        var agent = panel(Role.ADMIN);
        var removed = api.get(ofNote(note)).text("data.0.id");
        agent.post("/leads/" + lead + "/files/" + removed + "/delete", Map.of());
        var last = attach(ofNote(note), file("file", "b.txt", "b")).text("data.id");
        var undo = "/leads/" + lead + "/undo/file/" + removed;
        var refused = agent.post(undo, Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("A note has at most 10 files.");
        assertThat(api.get(ofNote(note)).number("meta.total")).isEqualTo(LeadFiles.MOST_OF_A_NOTE);
        api.delete(all() + "/" + last);
        assertThat(agent.post(undo, Map.of()).status()).as("there is room").isEqualTo(303);
        agent.post("/leads/" + lead + "/files/" + removed + "/delete", Map.of());
        fill(LeadFiles.MOST_OF_A_LEAD - LeadFiles.MOST_OF_A_NOTE + 1);
        assertThat(agent.post(undo, Map.of()).body()).contains("1,000 files");
        api.delete(all() + "/" + api.get(all()).text("data.0.id"));
        assertThat(agent.post(undo, Map.of()).status()).isEqualTo(303);
    }

    @Test
    void a_note_whose_file_is_refused_is_not_written() {
        var agent = panel(Role.ADMIN);
        var refused = send(agent, "/leads/" + lead + "/notes", part("body", "Look.") + file("file", "photo.png", PDF));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Look.", "content isn’t what its name says");
        assertThat(api.get("/api/v1/leads/" + lead + "/notes").number("meta.total"))
                .isZero();
    }

    @Test
    void what_is_in_a_file_goes_once_nobody_can_take_its_removal_back() throws IOException {
        attach(file("file", "kept.txt", "kept"));
        var removed = attach(file("file", "removed.txt", "removed")).text("data.id");
        api.delete(all() + "/" + removed);
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(onDisk()).isEqualTo(2);
        clean();
        assertThat(onDisk()).isEqualTo(1);
    }

    @Test
    void files_go_with_their_lead_once_it_cannot_be_restored() throws IOException {
        var id = attach(file("file", "quote.pdf", PDF)).text("data.id");
        api.delete("/api/v1/leads/" + lead);
        assertThat(api.get(all() + "/" + id).status()).isEqualTo(404);
        clean();
        assertThat(onDisk()).as("the lead can be restored").isEqualTo(1);
        var admin = workspace.panel(Role.ADMIN);
        admin.get("/leads");
        admin.post("/leads/deleted/" + lead + "/restore", Map.of());
        assertThat(api.get(all() + "/" + id).body()).isEqualTo(PDF);
        api.delete("/api/v1/leads/" + lead);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from deleted_leads where workspace_id = ?", workspace.id());
        clean();
        assertThat(onDisk()).isZero();
        assertThat(rows()).isZero();
    }

    private long rows() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from lead_files where workspace_id = ?",
                        workspace.id());
    }

    @Test
    void files_move_with_a_merged_lead_and_back() {
        attach(file("file", "quote.pdf", PDF));
        api.delete(all() + "/" + attach(file("file", "old.txt", "old")).text("data.id"));
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Anna\"}").text("data.id");
        var merged = api.post("/api/v1/leads/" + other + "/merge", "{\"lead_id\": " + lead + "}");
        assertThat(merged.number("meta.moved.files")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads/" + other + "/files").text("data.0.name"))
                .isEqualTo("quote.pdf");
        api.post("/api/v1/leads/" + other + "/unmerge", "{\"lead_id\": " + lead + "}");
        assertThat(api.get(all()).number("meta.total")).isEqualTo(1);
        assertThat(List.of(api.get("/api/v1/leads/" + other + "/files").number("meta.total")))
                .containsExactly(0L);
    }
}
