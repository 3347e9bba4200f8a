package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.received.ReceivedFiles;
import leadhub.forms.files.FileCleaner;
import leadhub.forms.files.FileSource;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.ImapWire;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.web.intake.UploadDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leads attach to their emails is kept, saved and never shown, and goes with them. */
class KeepAttachmentsTest {
    private static final byte[] PDF = "%PDF-1.4 a price list".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final String ann = "ann." + workspace.id() + "@example.org";

    @AfterEach
    void close() {
        mailbox.close();
    }

    private ApiAnswer connect() {
        var made = api.post("/api/v1/integrations", mailbox.body("INBOX"));
        awaitRead();
        return made;
    }

    private void awaitRead() {
        // What can't be read at once, as on a busy machine, is read a minute later.
        Await.passing(
                server.clock(),
                Duration.ofMinutes(1),
                () -> server.bean(Sql.class)
                        .get(
                                workspace.id(),
                                row -> row.getBoolean(1),
                                "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null",
                                workspace.id()));
    }

    /** Nobody reads it, and the next time is to come. */
    private boolean isAtRest() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and leased_until is null and next_at > ?",
                        workspace.id(),
                        server.clock().instant());
    }

    private long receive(String headers, String... files) {
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann))
                .number("data.id");
        var made = connect();
        mailbox.receive("""
                From: %s
                Subject: Prices
                Message-ID: <1@x>
                %sContent-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain

                See below.
                %s--b--
                """.formatted(ann, headers, String.join("", files)));
        var path = "/api/v1/integrations/" + made.text("data.id") + "/events";
        Await.until(() -> api.get(path).number("meta.total") == 1
                && !api.get(path).text("data.0.status").equals("received"));
        return lead;
    }

    private static String file(String name, byte[] content) {
        return """
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="%s"
                Content-Transfer-Encoding: base64

                %s
                """.formatted(name, Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content));
    }

    private String page(long lead) {
        return workspace.panel(Role.AGENT).get("/leads/" + lead + "/late").body();
    }

    private static String link(String page) {
        return page.replaceAll("(?s).*href=\"(/leads/[0-9]+/emails/[0-9]+/files/[0-9a-f]+)\".*", "$1");
    }

    @Test
    void a_file_is_saved_from_the_timeline_and_goes_with_the_lead() throws IOException {
        var lead = receive("", file("prices.pdf", PDF));
        var link = link(page(lead));
        var got = workspace.panel(Role.READ_ONLY).get(link);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("%PDF-1.4 a price list");
        assertThat(got.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(got.header("Content-Disposition")).startsWith("attachment").contains("prices.pdf");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(server.newWorkspace().panel(Role.ADMIN).get(link).status()).isEqualTo(404);
        // Younger than the clean-up looks at, then older: it is kept as long as its lead is.
        server.clock().pass(java.time.Duration.ofHours(2));
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(workspace.panel(Role.READ_ONLY).get(link).status()).isEqualTo(200);
        assertThat(files()).isEqualTo(1);
        api.delete("/api/v1/leads/" + lead);
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(files()).as("the lead can be restored").isEqualTo(1);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from deleted_leads where workspace_id = ?", workspace.id());
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(files()).isZero();
        assertThat(onDisk()).isZero();
        assertThat(workspace.panel(Role.READ_ONLY).get(link).status()).isEqualTo(404);
    }

    private long onDisk() throws IOException {
        try (var all = Files.walk(TestServer.files().resolve(Long.toString(workspace.id())))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private long files() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from email_files where workspace_id = ?",
                        workspace.id());
    }

    @Test
    void programs_and_what_is_too_large_are_named_with_the_reason() {
        var lead = receive(
                "",
                file("run.exe", PDF),
                file("photo.png", PDF),
                file("plan.bin", new byte[1_500_000]),
                file("fine.pdf", PDF));
        var page = page(lead);
        assertThat(page)
                .contains("run.exe", "photo.png", "plan.bin", "fine.pdf")
                .contains("a program, or not what its name says");
        assertThat(files()).isEqualTo(2);
        assertThat(link(page)).contains("/files/");
        var large = server.bean(ReceivedFiles.class)
                .write(
                        workspace.id(),
                        new IncomingEmail.Attachment("a.bin", "x/y"),
                        FileSource.of("a.bin", new byte[10_000_001]));
        assertThat(large.fileId()).isNull();
        assertThat(large.unkept()).isEqualTo(IncomingEmail.Unkept.TOO_LARGE);
    }

    @Test
    void a_file_of_ten_megabytes_is_not_held_in_memory() throws IOException {
        kept(email("1@x", file("warm.txt", "warm".getBytes(StandardCharsets.US_ASCII))));
        var content = "0123456789".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        var large = kept(email("2@x", file("plan.txt", content)));
        assertThat(large.email().attachments().getFirst().size()).isEqualTo(10_000_000);
        assertThat(large.allocatedBytes()).isLessThan(4_000_000);
    }

    private record Kept(IncomingEmail email, long allocatedBytes) {}

    /** As it is done when an email has come. */
    private Kept kept(String email) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var bytes = new ByteArrayInputStream(email.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        var before = threads.getCurrentThreadAllocatedBytes();
        try (var files = server.bean(UploadDisk.class).files()) {
            var spooled = SpooledMail.of(bytes, ImapRead.MOST_OF_ONE, files.create());
            var mail = Objects.requireNonNull(MailReader.read(spooled));
            var kept = server.bean(MailFiles.class).keep(workspace.id(), mail);
            return new Kept(kept, threads.getCurrentThreadAllocatedBytes() - before);
        }
    }

    @Test
    void a_file_of_ten_megabytes_comes_in_pieces_and_is_kept_whole_and_one_byte_more_is_not() {
        var content = "0123456789".repeat(1_000_000);
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann))
                .number("data.id");
        try (var wire = ImapWire.to(mailbox)) {
            var made = api.post("/api/v1/integrations", mailbox.body("INBOX", wire.port()));
            awaitRead();
            mailbox.receive(email("1@x", file("plan.txt", content.getBytes(StandardCharsets.US_ASCII))));
            mailbox.receive(email("2@x", file("more.txt", (content + "!").getBytes(StandardCharsets.US_ASCII))));
            var path = "/api/v1/integrations/" + made.text("data.id") + "/events";
            // However long whoever is at it takes: minutes later another one would begin all over again.
            Await.until(() -> {
                var events = api.get(path).at("data");
                if (events.size() < 2 && isAtRest()) {
                    server.clock().pass(Duration.ofMinutes(1));
                }
                return events.size() == 2
                        && events.valueStream()
                                .noneMatch(
                                        event -> event.get("status").asString().equals("received"));
            });
            assertThat(wire.mostAsked()).isPositive().isLessThanOrEqualTo(1024 * 1024);
        }
        var emails = "/api/v1/leads/" + lead + "/emails";
        var more = api.get(emails).at("data.0");
        assertThat(more.at("/attachments/0/error").asString()).isEqualTo("too_large");
        assertThat(more.at("/attachments/0/id").isNull()).isTrue();
        var plan = api.get(emails).at("data.1");
        assertThat(plan.at("/attachments/0/size").asLong()).isEqualTo(10_000_000);
        var file = api.get(emails + "/" + plan.get("id").asString() + "/attachments/"
                + plan.at("/attachments/0/id").asString());
        assertThat(file.body().equals(content)).as("what came is what was sent").isTrue();
    }

    private String email(String id, String file) {
        return """
                From: %s
                Subject: Plan
                Message-ID: <%s>
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain

                See below.
                %s--b--
                """.formatted(ann, id, file);
    }

    @Test
    void of_what_programs_wrote_only_the_names_are_kept() {
        var lead = receive("Auto-Submitted: auto-replied\n", file("prices.pdf", PDF));
        assertThat(page(lead)).contains("prices.pdf").doesNotContain("/files/");
        assertThat(files()).isZero();
    }

    @Test
    void attachments_from_before_files_were_kept_are_named_still() {
        var lead = receive("", file("prices.pdf", PDF));
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update received_emails set attachments = ?::jsonb where workspace_id = ?",
                        "[{\"name\": \"old.pdf\", \"type\": \"application/pdf\"}]",
                        workspace.id());
        assertThat(page(lead)).contains("old.pdf").doesNotContain("/files/");
    }

    @Test
    void while_files_cannot_be_stored_people_are_told_and_nothing_is_lost() throws IOException {
        var home = TestServer.files().resolve(Long.toString(workspace.id()));
        Files.createDirectories(home.getParent());
        Files.createFile(home);
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann));
        var made = connect();
        var path = "/api/v1/integrations/" + made.text("data.id");
        mailbox.receive("""
                From: %s
                Subject: Prices
                Message-ID: <1@x>
                Content-Type: multipart/mixed; boundary="b"

                %s--b--
                """.formatted(ann, file("prices.pdf", PDF)));
        server.clock().pass(Duration.ofMinutes(1));
        var panel = workspace.panel(Role.ADMIN);
        Await.until(() -> panel.get("/settings/integrations/" + made.text("data.id"))
                .body()
                .contains("its files can"));
        assertThat(api.get(path + "/events").number("meta.total")).isZero();
        Files.delete(home);
        // Whoever tried just before will try again later than that.
        Await.passing(server.clock(), Duration.ofMinutes(2), () -> files() == 1);
        assertThat(api.get(path + "/events").number("meta.total")).isEqualTo(1);
    }
}
