package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.web.intake.UploadDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** An email for which there is no room on the server's disk stays where it is, and is read when there is. */
class WaitForRoomTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private static Path home;

    private static @Nullable ConfigurableApplicationContext started;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final ConfigurableApplicationContext small = Objects.requireNonNull(started);
    private final ApiClient api = workspace.leadHub().at(TestServer.origin(small));
    private final UploadDisk disk = small.getBean(UploadDisk.class);

    /** A server that has a mebibyte for uploads and emails, and is the only one that reads mailboxes. */
    @BeforeAll
    static void start() throws IOException {
        Files.createDirectory(folder());
        TestServer.get().bean(MailboxThreads.class).stop();
        started = TestServer.get()
                .startSecond(Map.of("leadhub.upload-folder", folder().toString(), "leadhub.upload-disk", 1));
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
        TestServer.get().bean(MailboxThreads.class).start();
    }

    private static Path folder() {
        return home.resolve("uploads");
    }

    @AfterEach
    void all_of_the_room_is_there_again() throws IOException {
        mailbox.close();
        Await.until(this::isAllFree);
        assertThat(folder()).isEmptyDirectory();
    }

    private boolean isAllFree() {
        try (var files = disk.files()) {
            files.create().append(new byte[MEBIBYTE], MEBIBYTE);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private String connect() {
        var made = api.post("/api/v1/integrations", mailbox.body("INBOX"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        // What can't be read at once, as on a busy machine, is read a minute later.
        Await.passing(
                server.clock(),
                Duration.ofMinutes(1),
                () -> isTrue("uid_validity is not null and leased_until is null"));
        return made.text("data.id");
    }

    private boolean isTrue(String condition) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and " + condition,
                        workspace.id());
    }

    private void receive(String name, int bytes) {
        mailbox.receive("""
                From: %s.%d@example.org
                Subject: %s
                Message-ID: <%s@x>

                %s
                """.formatted(name, workspace.id(), name, name, ("x".repeat(99) + "\n").repeat(bytes / 100)));
    }

    private JsonNode events(String integration) {
        return api.get("/api/v1/integrations/" + integration + "/events").at("data");
    }

    private void awaitRead(String integration, int count) {
        Await.passing(server.clock(), Duration.ofHours(1), () -> {
            var events = events(integration);
            return events.size() == count
                    && events.valueStream()
                            .allMatch(event -> event.get("status").asString().equals("processed"));
        });
    }

    private String page(String integration) {
        return workspace
                .panel(Role.ADMIN)
                .get("/settings/integrations/" + integration)
                .body();
    }

    @Test
    void while_uploads_take_the_room_people_are_told_and_the_email_is_not_taken_for_a_bad_one() {
        var integration = connect();
        try (var uploads = disk.files()) {
            uploads.create().append(new byte[900_000], 900_000);
            receive("ann", 300_000);
            // A message at which reading breaks off is passed over after five times.
            Await.passing(server.clock(), Duration.ofHours(1), () -> isTrue("failures >= 7"));
            assertThat(isTrue("bad_tries = 0")).isTrue();
            assertThat(events(integration)).isEmpty();
            assertThat(page(integration)).contains("its files can");
            assertThat(mailbox.isAnySeen()).isFalse();
        }
        awaitRead(integration, 1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        Await.until(() -> !page(integration).contains("its files can"));
    }

    @Test
    void emails_that_have_no_room_together_are_read_one_after_the_other() {
        receive("ann", 600_000);
        receive("bob", 600_000);
        var first = read(0);
        assertThat(first.found()).hasSize(1);
        assertThat(first.isMore()).isTrue();
        var second = read(first.place().lastUid());
        assertThat(second.found()).hasSize(1);
        assertThat(second.isMore()).isFalse();
    }

    /** What is read at a time, from that message on. */
    private ImapRead.Read read(long lastUid) {
        var here = new ImapServer(
                "127.0.0.1",
                mailbox.port(),
                ImapServer.Security.NONE,
                "team",
                new ImapServer.Password("secret"),
                "INBOX");
        try (var files = disk.files()) {
            return small.getBean(Imap.class).open(here, folder -> {
                var place = new ImapRead.Place(folder.getUIDValidity(), lastUid, null);
                return ImapRead.from(folder, place, Mailbox.Bad.NONE, new ImapRead.Reading(files, uid -> {}));
            });
        }
    }

    @Test
    void while_the_folder_of_uploads_is_away_emails_wait() throws IOException {
        var integration = connect();
        Files.delete(folder());
        receive("ann", 100);
        Await.passing(server.clock(), Duration.ofHours(1), () -> isTrue("failures > 0"));
        assertThat(events(integration)).isEmpty();
        Files.createDirectory(folder());
        awaitRead(integration, 1);
    }
}
