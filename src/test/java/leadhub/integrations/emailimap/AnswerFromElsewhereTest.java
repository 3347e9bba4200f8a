package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
import tools.jackson.databind.JsonNode;

/** Who answers our emails from another address is still the same lead, if the email says so by an address that we signed. */
class AnswerFromElsewhereTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final String ann = "ann." + workspace.id() + "@example.org";
    private int sent;

    @AfterEach
    void close() {
        mailbox.close();
    }

    /** @param replyAddress as JSON */
    private String connect(String replyAddress) {
        var path = "/api/v1/integrations/"
                + api.post("/api/v1/integrations", mailbox.body("INBOX")).text("data.id");
        var changed = api.patch(path, "{\"config\": {\"reply_address\": %s}}".formatted(replyAddress));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        Await.until(() -> server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null",
                        workspace.id()));
        return path;
    }

    private long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann))
                .number("data.id");
    }

    /** What our email to the lead says whom to answer; null for nothing. */
    private String replyTo(long lead) throws Exception {
        try (var outbox = Mailbox.open()) {
            workspace.mailServer(outbox);
            var panel = workspace.panel(Role.AGENT);
            panel.get("/leads/" + lead);
            var written = panel.post(
                    "/leads/" + lead + "/emails", Map.of("subject", "Prices", "body", "Ten euros.", "language", "en"));
            assertThat(written.status()).isEqualTo(303);
            outbox.await(1);
            return outbox.message(0).getHeader("Reply-To", null);
        }
    }

    /** The row of an answer in the ledger. */
    private JsonNode answer(String path, String to) {
        sent++;
        mailbox.receive("""
                From: other.%d@example.net
                %s
                Subject: Re: Prices
                Message-ID: <%d@other>

                Fine
                """.formatted(workspace.id(), to, sent));
        Await.until(() -> {
            var rows = api.get(path + "/events").at("data");
            return rows.size() == sent
                    && rows.valueStream()
                            .noneMatch(row -> row.get("status").asString().equals("received"));
        });
        return api.get(path + "/events").at("data").get(0);
    }

    @Test
    void an_answer_to_a_signed_address_is_its_leads_and_a_made_up_one_is_nobodys() throws Exception {
        var path = connect("\"team@example.com\"");
        var lead = lead();
        var address = replyTo(lead);
        assertThat(address).matches("team\\+lh-" + lead + "-[0-9a-f]{20}@example\\.com");
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").number("data.id");
        var forged = answer(path, "To: " + address.replace("lh-" + lead + "-", "lh-" + other + "-"));
        assertThat(forged.get("status").asString()).isEqualTo("ignored");
        assertThat(forged.get("lead_id").isNull()).isTrue();
        var shouted =
                answer(path, "To: Team <" + address.replace("team", "TEAM").replace("lh-", "LH-") + ">");
        assertThat(shouted.get("lead_id").asLong()).isEqualTo(lead);
        var mine = answer(path, "To: sales@example.com\nCc: Team <" + address + ">");
        assertThat(mine.get("lead_id").asLong()).isEqualTo(lead);
        var passedOn = answer(path, "To: sales@example.com\nDelivered-To: " + address);
        assertThat(passedOn.get("lead_id").asLong()).isEqualTo(lead);
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").body()).contains("lead.replied");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
    }

    @Test
    void an_answer_to_a_signed_address_whose_lead_is_gone_is_like_any_other_email() throws Exception {
        var path = connect("\"team@example.com\"");
        var lead = lead();
        var address = replyTo(lead);
        api.delete("/api/v1/leads/" + lead);
        var taken = answer(path, "To: " + address);
        assertThat(taken.get("status").asString()).isEqualTo("processed");
        assertThat(taken.get("lead_id").asLong()).isNotEqualTo(lead).isPositive();
    }

    @Test
    void another_workspaces_address_is_no_ones_here() throws Exception {
        var lead = lead();
        connect("\"team@example.com\"");
        var address = replyTo(lead);
        var neighbour = server.newWorkspace();
        var elsewhere = neighbour.leadHub();
        var path = "/api/v1/integrations/"
                + elsewhere.post("/api/v1/integrations", mailbox.body("INBOX")).text("data.id");
        Await.until(() -> server.bean(Sql.class)
                .get(
                        neighbour.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null",
                        neighbour.id()));
        mailbox.receive("From: x@example.net\nTo: " + address + "\nMessage-ID: <9@x>\n\nHello\n");
        Await.until(() -> elsewhere.get(path + "/events").number("meta.total") == 1
                && !elsewhere.get(path + "/events").text("data.0.status").equals("received"));
        assertThat(elsewhere.get(path + "/events").text("data.0.status")).isEqualTo("ignored");
    }

    @Test
    void without_such_an_address_answers_come_to_the_sender() throws Exception {
        connect("null");
        assertThat(replyTo(lead())).isNull();
        var path = "/api/v1/integrations/" + api.get("/api/v1/integrations").text("data.0.id");
        for (var wrong : new String[] {"team", "team+x@example.com", "a-very-long-name-of-a-mailbox@example.com"}) {
            assertThat(api.patch(path, "{\"config\": {\"reply_address\": \"%s\"}}".formatted(wrong))
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }
}
