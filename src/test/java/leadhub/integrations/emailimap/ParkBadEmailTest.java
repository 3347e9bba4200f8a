package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.ImapWire;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An email that can't be read keeps none of the others from being read. */
class ParkBadEmailTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final ImapWire wire = ImapWire.to(mailbox);

    @AfterEach
    void close() {
        wire.close();
        mailbox.close();
    }

    private String connect() {
        // What its server says without being asked would have it read between the lines of this test.
        wire.hideIdle();
        var made = api.post("/api/v1/integrations", mailbox.body("INBOX", wire.port()));
        // What can't be read at once, as on a busy machine, is read a minute later.
        Await.passing(
                server.clock(),
                Duration.ofMinutes(1),
                () -> isTrue("uid_validity is not null and leased_until is null"));
        return "/api/v1/integrations/" + made.text("data.id");
    }

    private boolean isTrue(String condition) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and " + condition,
                        workspace.id());
    }

    private void receive(String name, String text) {
        mailbox.receive("""
                From: %s.%d@example.org
                Subject: %s
                Message-ID: <%s@x>

                %s
                """.formatted(name, workspace.id(), name, name, text));
    }

    private List<JsonNode> rows(String path, int count) {
        Await.until(() -> {
            var rows = api.get(path + "/events").at("data");
            return rows.size() == count
                    && rows.valueStream()
                            .noneMatch(row -> row.get("status").asString().equals("received"));
        });
        return api.get(path + "/events").at("data").valueStream().toList();
    }

    private static List<String> statuses(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("status").asString()).sorted().toList();
    }

    private static JsonNode failed(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.get("status").asString().equals("failed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_that_breaks_the_connection_each_time_is_passed_over_and_fetched_once_more_when_people_want_it() {
        var path = connect();
        wire.breakAt("poison");
        receive("first", "Hello");
        receive("second", "poison");
        receive("third", "Hello");
        for (var tries = 1; tries <= 5; tries++) {
            server.clock().pass(Duration.ofHours(1));
            var wanted = "bad_tries = " + tries;
            Await.until(() -> isTrue(wanted));
        }
        server.clock().pass(Duration.ofHours(1));
        var rows = rows(path, 3);
        assertThat(statuses(rows)).containsExactly("failed", "processed", "processed");
        var bad = failed(rows).get("id").asString();
        assertThat(api.get("/api/v1/intake/" + bad).body()).contains("could not hand over");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/settings/intake/" + bad).body()).contains("hand over this email", "/replay");

        api.post("/api/v1/intake/" + bad + "/replay", "{}");
        assertThat(statuses(rows(path, 4))).containsExactly("failed", "ignored", "processed", "processed");
        wire.breakAt("");
        api.post("/api/v1/intake/" + failed(rows(path, 4)).get("id").asString() + "/replay", "{}");
        assertThat(statuses(rows(path, 5)))
                .containsExactly("ignored", "ignored", "processed", "processed", "processed");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(3);
    }

    @Test
    void one_that_is_deleted_meanwhile_is_said_to_be_gone() {
        mailbox.receive("Leads", "From: old@example.org\n\nBefore\n");
        wire.hideIdle();
        var made = api.post("/api/v1/integrations", mailbox.body("Leads", wire.port()));
        var path = "/api/v1/integrations/" + made.text("data.id");
        Await.until(() -> isTrue("uid_validity is not null and leased_until is null"));
        mailbox.receive("Leads", "\n");
        server.clock().pass(Duration.ofMinutes(1));
        var bad = failed(rows(path, 1)).get("id").asString();
        var before = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select uid_validity from mailboxes where workspace_id = ?",
                        workspace.id());
        mailbox.delete("Leads");
        mailbox.receive("Leads", "From: new@example.org\n\nAfter\n");
        Await.passing(server.clock(), Duration.ofHours(1), () -> isTrue("uid_validity <> " + before));
        var replayed = api.post("/api/v1/intake/" + bad + "/replay", "{}");
        assertThat(replayed.status()).as(replayed.body()).isLessThan(300);
        assertThat(api.get("/api/v1/intake/" + bad).body()).contains("in the mailbox no more");
    }
}
