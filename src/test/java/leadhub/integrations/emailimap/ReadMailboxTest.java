package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leadhub.automations.Rule;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A team's mailbox is read: leads' emails stand on their pages and are answered there. */
class ReadMailboxTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    /** An address may get so many emails a day from all workspaces. */
    private final String ann = "ann." + workspace.id() + "@example.org";

    @AfterEach
    void close() {
        mailbox.close();
    }

    /** Its path, once it was read first. */
    private String connect(String folder) {
        var made = api.post("/api/v1/integrations", mailbox.body(folder));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.at("data").get("webhook_url").isNull()).isTrue();
        // What can't be read at once, as on a busy machine, is read a minute later.
        Await.passing(server.clock(), Duration.ofMinutes(1), () -> isRead(made.number("data.id")));
        return "/api/v1/integrations/" + made.text("data.id");
    }

    private boolean isRead(long id) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select uid_validity is not null and leased_until is null from mailboxes"
                                + " where workspace_id = ? and integration_id = ?",
                        workspace.id(),
                        id);
    }

    private long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann))
                .number("data.id");
    }

    private static String email(String from, String id, String headers, String text) {
        return """
                From: %s
                To: team@example.com
                Subject: Prices
                Message-ID: <%s>
                Date: Fri, 27 Nov 2026 10:00:00 +0000
                %sContent-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, id, headers, text);
    }

    /**
     * The rows of the ledger, the newest first, once there are so many and nobody works on one. Whoever was at the mailbox when a
     * message came reads it a minute later.
     */
    private JsonNode rows(String path, int count) {
        Await.passing(server.clock(), Duration.ofMinutes(1), () -> {
            var rows = api.get(path + "/events").at("data");
            return rows.size() == count
                    && rows.valueStream()
                            .noneMatch(row -> row.get("status").asString().equals("received"));
        });
        return api.get(path + "/events").at("data");
    }

    private List<String> timeline(long lead) {
        return api.get("/api/v1/leads/" + lead + "/timeline")
                .at("data")
                .valueStream()
                .map(entry -> entry.get("event").asString())
                .toList();
    }

    @Test
    void what_a_known_person_writes_is_on_the_timeline_and_starts_and_ends_automations() {
        var lead = lead();
        var started = Rule.create(api, "{'type': 'replied'}", "{'type': 'add_note', 'config': {'text': 'Replied'}}");
        var waiting = Rule.with(
                api,
                "'exit_when': {'match': 'any', 'conditions': [{'event': 'replied'}]},",
                "{'type': 'manual'}",
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'weeks'}}");
        waiting.start(lead);
        waiting.await("waiting", 1);
        var path = connect("INBOX");
        mailbox.receive(email(
                "Ann Lee <%s>".formatted(ann.toUpperCase(java.util.Locale.ROOT)), "1@x", "", "What does it cost?"));
        var row = rows(path, 1).get(0);
        assertThat(row.get("status").asString()).isEqualTo("processed");
        assertThat(row.get("lead_id").asLong()).isEqualTo(lead);
        assertThat(timeline(lead)).contains("lead.replied").doesNotContain("lead.received");
        started.run("completed");
        assertThat(waiting.run("stopped").get("reason").asString()).isEqualTo("exit_when");
        assertThat(workspace.panel(Role.AGENT).get("/leads/" + lead + "/late").body())
                .contains("What does it cost?")
                .contains("/emails/new?answers=");
        assertThat(mailbox.isAnySeen()).isFalse();
        mailbox.receive(email(ann, "2@x", "Auto-Submitted: auto-replied\n", "I am away"));
        rows(path, 2);
        assertThat(timeline(lead)).contains("lead.email_received");
        assertThat(started.runs().size()).isEqualTo(1);
    }

    @Test
    void whoever_is_unknown_becomes_a_lead_where_the_integration_says() {
        var path = connect("INBOX");
        api.patch(path, "{\"target\": {\"tags\": []}, \"name\": \"Team\"}");
        mailbox.receive(email("=?utf-8?q?Zo=C3=A9?= M <%s>".formatted(ann), "1@x", "", "Hello"));
        var lead =
                api.get("/api/v1/leads/" + rows(path, 1).get(0).get("lead_id").asString());
        assertThat(lead.text("data.email")).isEqualTo(ann);
        assertThat(lead.text("data.first_name")).isEqualTo("Zoé");
        assertThat(lead.text("data.source")).isEqualTo("email");
        assertThat(timeline(lead.number("data.id")))
                .contains("lead.email_received")
                .doesNotContain("lead.replied");
        assertThat(api.get(path).number("data.leads_count")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\n",
                "List-Id: <news.example.org>\n",
                "Precedence: bulk\n",
                "Return-Path: <>\n",
                "From: team\n"
            })
    void no_program_becomes_a_lead_and_nothing_goes_round_in_a_circle(String header) {
        var path = connect("INBOX");
        var isOurs = header.startsWith("From");
        mailbox.receive(email(isOurs ? "team" : ann, "1@x", isOurs ? "" : header, "Hello"));
        var row = rows(path, 1).get(0);
        assertThat(row.get("status").asString()).isEqualTo("ignored");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void an_email_counts_once_in_two_mailboxes_and_after_the_server_has_numbered_anew() {
        mailbox.receive("Leads", email("old@example.org", "0@x", "", "Before"));
        var path = connect("Leads");
        var other = connect("INBOX");
        mailbox.receive("Leads", email(ann, "1@x", "", "One"));
        rows(path, 1);
        mailbox.receive(email(ann, "1@x", "", "One"));
        assertThat(rows(other, 1).get(0).get("status").asString()).isEqualTo("ignored");
        mailbox.delete("Leads");
        mailbox.receive("Leads", email(ann, "1@x", "", "One"));
        mailbox.receive("Leads", email(ann, "2@x", "", "Two"));
        rows(path, 2);
        server.clock().pass(Duration.ofMinutes(1));
        Await.until(() -> isRead(Long.parseLong(path.substring(path.lastIndexOf('/') + 1))));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.get(path + "/events").number("meta.total")).isEqualTo(2);
    }

    @Test
    void who_has_lost_a_mailbox_to_another_process_writes_nothing_of_it() {
        var path = connect("INBOX");
        var claims = server.bean(MailboxClaims.class);
        server.pauseJobs();
        try {
            server.clock().pass(Duration.ofMinutes(1));
            var mine = claims.claim(workspace.id(), 1).getFirst();
            assertThat(claims.claim(workspace.id(), 1)).isEmpty();
            server.clock().pass(Duration.ofMinutes(6));
            var others = claims.claim(workspace.id(), 1).getFirst();
            var place = new ImapRead.Place(mine.place().validity(), 9, null);
            assertThat(claims.accept(workspace.id(), mine, place, List.of())).isFalse();
            assertThat(claims.accept(workspace.id(), others, place, List.of())).isTrue();
            claims.release(workspace.id(), mine, 0, Duration.ZERO);
            assertThat(claims.claim(workspace.id(), 1)).isEmpty();
            claims.release(workspace.id(), others, 0, Duration.ZERO);
        } finally {
            server.resumeJobs();
        }
        assertThat(api.get(path).text("data.status")).isEqualTo("active");
    }

    @Test
    void the_test_says_which_step_fails_and_a_wrong_password_what_is_to_be_done() {
        var path = connect("INBOX");
        assertThat(checks(path)).containsExactly("active", "mapping", "resolve", "connect", "sign_in", "folder");
        api.patch(path, "{\"config\": {\"folder\": \"Nowhere\"}}");
        assertThat(wrong(path)).isEqualTo("folder");
        api.patch(path, "{\"config\": {\"folder\": \"INBOX\", \"password\": \"wrong\"}}");
        assertThat(wrong(path)).isEqualTo("sign_in");
        // The folder was wrong until a moment ago.
        Await.until(() -> api.get(path).body().contains("user, password or access token"));
        assertThat(api.get(path).text("data.status")).isEqualTo("needs_attention");
        var moved = api.patch(path, "{\"config\": {\"port\": 1}}");
        assertThat(moved.body()).contains("config.password");
        api.patch(path, "{\"config\": {\"port\": 1, \"password\": \"secret\"}}");
        assertThat(wrong(path)).isEqualTo("connect");
        assertThat(api.post(path + "/rotate", "{}").status()).isEqualTo(409);
        var forbidden = api.patch(path, "{\"config\": {\"host\": \"169.254.169.254\", \"password\": \"secret\"}}");
        assertThat(forbidden.body()).contains("config.host");
        // The same as before, given again.
        var back = api.patch(path, "{\"config\": {\"port\": %d, \"password\": \"secret\"}}".formatted(mailbox.port()));
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        Await.until(() -> api.get(path).text("data.status").equals("active"));
    }

    private List<String> checks(String path) {
        return api.post(path + "/test", "{}")
                .at("data")
                .get("checks")
                .valueStream()
                .map(check -> check.get("name").asString())
                .toList();
    }

    private String wrong(String path) {
        return api.post(path + "/test", "{}")
                .at("data")
                .get("checks")
                .valueStream()
                .filter(check -> !check.get("ok").asBoolean())
                .map(check -> check.get("name").asString())
                .findFirst()
                .orElse("none");
    }

    @Test
    void an_answer_goes_to_its_thread_and_one_that_bounces_is_the_last() throws Exception {
        try (var sent = Mailbox.open()) {
            workspace.mailServer(sent);
            var lead = lead();
            var path = connect("INBOX");
            mailbox.receive(email(ann, "1@x", "References: <0@x>\n", "What does it cost?"));
            rows(path, 1);
            var panel = workspace.panel(Role.AGENT);
            var page = panel.get("/leads/" + lead + "/late").body();
            var answers = page.replaceAll("(?s).*emails/new\\?answers=([0-9]+).*", "$1");
            assertThat(panel.get("/leads/" + lead + "/emails/new?answers=" + answers)
                            .body())
                    .contains("value=\"Re: Prices\"")
                    .contains("What does it cost?");
            var reply = panel.post(
                    "/leads/" + lead + "/emails",
                    java.util.Map.of(
                            "subject", "Re: Prices", "body", "Ten euros.", "language", "en", "answers", answers));
            assertThat(reply.status()).isEqualTo(303);
            sent.await(1);
            var message = sent.message(0);
            assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<1@x>");
            assertThat(message.getHeader("References", null)).isEqualTo("<0@x> <1@x>");
            Await.until(() -> timeline(lead).contains("lead.email_sent"));
            mailbox.receive(bounce(message.getMessageID()));
            assertThat(rows(path, 2).get(0).get("lead_id").asLong()).isEqualTo(lead);
            assertThat(timeline(lead)).contains("lead.email_bounced");
            assertThat(panel.get("/leads/" + lead + "/late").body()).contains("Came back");
            var next = panel.post(
                    "/leads/" + lead + "/emails",
                    java.util.Map.of("subject", "Again", "body", "Hello", "language", "en"));
            assertThat(next.body()).contains("its mail server refuses them");
            assertThat(sent.count()).isEqualTo(1);
        }
    }

    private String bounce(String id) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
                To: team@example.com
                Subject: Undelivered
                Message-ID: <b1@mx.example.org>
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                It could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1

                --b
                Content-Type: text/rfc822-headers

                Subject: Re: Prices
                Message-ID: %s

                --b--
                """.formatted(ann, id);
    }
}
