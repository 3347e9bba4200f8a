package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.integrations.leadmails.LabeledText;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A portal's emails make leads once somebody has shown one of them. */
class LearnLeadMailsTest {
    private static final String TABLE = """
            <html><body><h1>New enquiry</h1><table>
            <tr><th>Name</th><td>Ann Lee</td></tr>
            <tr><td><b>E-Mail:</b></td><td><a href="mailto:x">ann.%s@example.org</a></td></tr>
            <tr><td>Telefon</td><td>+49 30 123456</td></tr>
            <tr><td>Budget</td><td>300.000 €</td></tr>
            </table></body></html>
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);
    private final ImapMailbox mailbox = ImapMailbox.open();
    private int sent;

    @AfterEach
    void close() {
        mailbox.close();
    }

    private String connect() {
        var id = api.post("/api/v1/integrations", mailbox.body("INBOX")).text("data.id");
        Await.until(() -> server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null",
                        workspace.id()));
        return "/settings/integrations/" + id + "/lead-mails";
    }

    /** The row of an email of the portal in the ledger. */
    private JsonNode receive(String page, String type, String text) {
        sent++;
        mailbox.receive("""
                From: Portal <Leads@portal.example>
                Reply-To: no-reply@portal.example
                Auto-Submitted: auto-generated
                Subject: New enquiry
                Message-ID: <%d@portal>
                Content-Type: %s; charset=utf-8

                %s
                """.formatted(sent, type, text));
        var path = page.replace("/settings", "/api/v1").replace("/lead-mails", "/events");
        Await.until(() -> {
            var rows = api.get(path).at("data");
            return rows.size() == sent
                    && rows.valueStream()
                            .noneMatch(row -> row.get("status").asString().equals("received"));
        });
        return api.get(path).at("data").get(0);
    }

    /** What the form of an email proposes, as it would be sent. */
    private static Map<String, String> proposed(String form) {
        var fields = new LinkedHashMap<String, String>();
        var lines = form.split("<fieldset class=\"mapping-line\"");
        for (var i = 1; i < lines.length; i++) {
            var from = lines[i].replaceFirst("(?s).*?name=\"(from\\.[0-9]+)\" value=\"([^\"]*)\".*", "$1\n$2");
            var to = lines[i].replaceFirst("(?s).*?<option value=\"([^\"]*)\" selected.*", "$1");
            var name = from.split("\n", 2);
            if (name.length == 2 && !name[1].isEmpty()) {
                fields.put(name[0], name[1].replace("&#39;", "'"));
                fields.put(name[0].replace("from", "to"), to);
            }
        }
        return fields;
    }

    @Test
    void one_email_teaches_what_the_next_ones_of_its_sender_say() {
        var page = connect();
        var first = receive(page, "text/html", TABLE.formatted(workspace.id()));
        assertThat(first.get("status").asString()).isEqualTo("ignored");
        assertThat(panel.get(page).body()).contains("leads@portal.example", "Budget");
        var form =
                panel.get(page + "/new?intake_id=" + first.get("id").asString()).body();
        assertThat(form).contains("Ann Lee", "+49 30 123456", "300.000");
        var fields = new LinkedHashMap<>(proposed(form));
        fields.put("sender", "leads@portal.example");
        assertThat(fields.values())
                .contains("$.contact.email", "email", "first_name", "last_name", "phone", "custom_fields.budget");
        var tried = panel.post(page + "/preview", fields).body();
        assertThat(tried).contains("ann." + workspace.id() + "@example.org", "Lee");
        assertThat(panel.post(page, fields).status()).isEqualTo(303);
        assertThat(panel.get(page).body()).contains("/lead-mails/new?sender=leads@portal.example");

        var row = receive(
                page,
                "text/plain",
                "Name: Bob Ray\nE-Mail: bob.%d@example.org\nBudget: 5\n\nRegards: none".formatted(workspace.id()));
        assertThat(row.get("status").asString()).isEqualTo("processed");
        var lead = api.get("/api/v1/leads/" + row.get("lead_id").asString());
        assertThat(lead.text("data.first_name")).isEqualTo("Bob");
        assertThat(lead.text("data.last_name")).isEqualTo("Ray");
        assertThat(lead.text("data.email")).isEqualTo("bob." + workspace.id() + "@example.org");
        assertThat(lead.at("data").get("custom_fields").get("budget").asString())
                .isEqualTo("5");
        assertThat(api.get("/api/v1/leads/" + lead.text("data.id") + "/timeline")
                        .body())
                .contains("lead.email_received")
                .doesNotContain("lead.replied");
        var unclear = receive(page, "text/plain", "Your invoice is attached.");
        assertThat(unclear.get("status").asString()).isEqualTo("failed");

        assertThat(panel.post(page + "/delete", Map.of("sender", "leads@portal.example"))
                        .status())
                .isEqualTo(303);
        assertThat(receive(page, "text/plain", "Name: Eve\nPhone: +49 30 5")
                        .get("status")
                        .asString())
                .isEqualTo("ignored");
    }

    @Test
    void a_text_that_is_pasted_teaches_the_same_and_one_without_labels_is_refused() {
        var page = connect();
        panel.get(page);
        var learnt = panel.post(
                page + "/learn", Map.of("sender", "a@portal.example", "sample", "Vorname: Ann\nTelefon: 030 1"));
        assertThat(learnt.status()).isEqualTo(200);
        assertThat(learnt.body()).contains("$.contact.first_name", "$.contact.phone");
        assertThat(panel.post(page + "/learn", Map.of("sender", "", "sample", "Hello"))
                        .status())
                .isEqualTo(422);
        assertThat(panel.post(page, Map.of("sender", "a@portal.example", "from.1", "$.answers.x", "to.1", "company"))
                        .body())
                .contains("without one no lead is made");
        assertThat(panel.post(page, Map.of("sender", "nobody", "from.1", "$.x", "to.1", "email"))
                        .status())
                .isEqualTo(422);
        var hook = api.post("/api/v1/integrations", "{\"type\": \"webhook\"}").text("data.id");
        assertThat(panel.get("/settings/integrations/" + hook + "/lead-mails").status())
                .isEqualTo(404);
    }

    @Test
    void labels_stand_before_their_values_on_one_line_below_or_in_the_next_cell() {
        assertThat(LabeledText.read("""
                        Hello,
                        * Name *: Ann: the first
                        Message:
                        I'd like
                        to see it.

                        https://example.com/a
                        Budget = 5
                        E-Mail：a@example.org
                        Phone\t+49 30
                        A sentence that goes on for far too long: no label
                        Name: Bob
                        """))
                .containsExactly(
                        Map.entry("Name", "Ann: the first"),
                        Map.entry("Message", "I'd like\nto see it."),
                        Map.entry("Budget", "5"),
                        Map.entry("E-Mail", "a@example.org"),
                        Map.entry("Phone", "+49 30"));
    }
}
