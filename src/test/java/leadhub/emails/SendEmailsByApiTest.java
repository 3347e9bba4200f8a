package leadhub.emails;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.emails.sending.LeadEmails;
import leadhub.emails.sending.StepReceivers;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs write to leads, read what they answer, and say who gets nothing. */
class SendEmailsByApiTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();
    private final String address = "sarah." + workspace.id() + "@example.com";

    @AfterEach
    void close() {
        mailbox.close();
    }

    private String sarah() {
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"email\": \"%s\"}".formatted(address));
        return "/api/v1/leads/" + lead.text("data.id") + "/emails";
    }

    private ApiAnswer send(String emails, String members) {
        return api.post(
                emails, "{\"subject\": \"Your offer\", \"body\": \"Hello {{lead.first_name}}\"%s}".formatted(members));
    }

    @Test
    void an_email_is_queued_sent_and_read_again() {
        workspace.mailServer(mailbox);
        var emails = sarah();
        var sent = send(emails, "");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.text("data.to")).isEqualTo(address);
        assertThat(sent.text("data.body")).contains("Hello Sarah");
        assertThat(sent.text("data.author.type")).isEqualTo("api_key");
        var one = emails + "/" + sent.text("data.id");
        assertThat(sent.header("Location")).endsWith(one);
        Await.until(() -> api.get(one).text("data.status").equals("sent"));
        var list = api.get(emails);
        assertThat(list.number("meta.total")).isEqualTo(1);
        assertThat(list.text("data.0.subject")).isEqualTo("Your offer");
        assertThat(list.body()).doesNotContain("Hello Sarah");
        assertThat(api.get(sarah() + "/" + sent.text("data.id")).status()).isEqualTo(404);
    }

    @Test
    void what_the_lead_wrote_stands_between_and_is_answered() {
        workspace.mailServer(mailbox);
        var emails = sarah();
        send(emails, "");
        var lead = Long.parseLong(emails.replaceAll(".*/leads/([0-9]+)/.*", "$1"));
        var came = workspace.emailWithFile(lead).emailId();
        var list = api.get(emails);
        assertThat(list.number("data.0.id")).isEqualTo(came);
        assertThat(list.text("data.0.direction")).isEqualTo("in");
        assertThat(list.text("data.0.status")).isEqualTo("received");
        assertThat(list.text("data.0.attachments.0.name")).isEqualTo("a.txt");
        assertThat(list.text("data.1.direction")).isEqualTo("out");
        assertThat(api.get(emails + "?per_page=1&page=2").text("data.0.direction"))
                .isEqualTo("out");
        var answer = send(emails, ", \"reply_to_id\": " + came);
        assertThat(answer.text("data.to")).isEqualTo("a@example.com");
        assertThat(send(emails, ", \"reply_to_id\": " + list.text("data.1.id")).status())
                .isEqualTo(404);
    }

    @Test
    void what_the_lead_attached_is_listed_with_the_email_and_downloaded_never_shown() {
        var emails = sarah();
        var lead = Long.parseLong(emails.replaceAll(".*/leads/([0-9]+)/.*", "$1"));
        var came = workspace.emailWithFile(lead);
        var one = emails + "/" + came.emailId();
        assertThat(api.get(one).text("data.attachments.0.id")).isEqualTo(came.fileId());
        var file = api.get(one + "/attachments/" + came.fileId());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("a");
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("a.txt");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        var other = workspace.emailWithFile(
                api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").number("data.id"));
        assertThat(api.get(one + "/attachments/" + other.fileId()).status()).isEqualTo(404);
        assertThat(api.get(emails + "/" + other.emailId() + "/attachments/" + other.fileId())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_an_automation_tells_the_team_about_a_lead_is_no_email_to_it() {
        var emails = sarah();
        var lead = Long.parseLong(emails.replaceAll(".*/leads/([0-9]+)/.*", "$1"));
        var colleague = new StepReceivers.Receiver("1", "colleague@example.com", false);
        var told = server.bean(LeadEmails.class)
                .ofStep(workspace.caller(), lead, "a step", colleague, new EmailDraft("A new lead", "Call it.", "en"));
        assertThat(api.get(emails).number("meta.total")).isZero();
        assertThat(api.get(emails).body()).doesNotContain("colleague@example.com");
        assertThat(api.get(emails + "/" + told.id()).status()).isEqualTo(404);
    }

    @Test
    void nothing_is_sent_where_that_cannot_be_or_is_not_wanted() {
        var emails = sarah();
        assertThat(send(emails, "").status()).isEqualTo(409);
        workspace.mailServer(mailbox);
        assertThat(api.post(emails, "{\"subject\": \"{{lead.nothing}}\", \"body\": \"x\"}")
                        .status())
                .isEqualTo(422);
        var gone = api.post(
                "/api/v1/suppressed-emails",
                "{\"email\": \"%s\", \"reason\": \"complained\"}"
                        .formatted(address.toUpperCase(java.util.Locale.ROOT)));
        assertThat(gone.status()).as(gone.body()).isEqualTo(201);
        assertThat(send(emails, "").status()).isEqualTo(409);
        assertThat(api.delete("/api/v1/suppressed-emails/" + gone.text("data.id"))
                        .status())
                .isEqualTo(204);
        assertThat(send(emails, "").status()).isEqualTo(201);
    }

    @Test
    void suppressed_addresses_are_listed_found_and_removed() {
        var made = api.post("/api/v1/suppressed-emails", "{\"email\": \"%s\"}".formatted(address));
        assertThat(made.text("data.reason")).isEqualTo("manual");
        var one = "/api/v1/suppressed-emails/" + made.text("data.id");
        assertThat(made.header("Location")).endsWith(one);
        assertThat(api.get(one).text("data.email")).isEqualTo(address);
        api.post("/api/v1/suppressed-emails", "{\"email\": \"other@example.com\", \"reason\": \"bounced\"}");
        assertThat(api.get("/api/v1/suppressed-emails").text("data.0.email")).isEqualTo("other@example.com");
        assertThat(api.get("/api/v1/suppressed-emails?email=" + address).number("meta.total"))
                .isEqualTo(1);
        var second = api.get("/api/v1/suppressed-emails?page=2&email=" + address);
        assertThat(second.at("data")).isEmpty();
        assertThat(second.number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/suppressed-emails?email=nobody@example.com").number("meta.total"))
                .isZero();
        assertThat(api.post("/api/v1/suppressed-emails", "{\"email\": \"%s\"}".formatted(address))
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/suppressed-emails", "{\"email\": \"no address\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/suppressed-emails", "{\"email\": \"a@example.com\", \"reason\": \"tired\"}")
                        .body())
                .contains("reason");
        var elsewhere = server.newWorkspace().leadHub();
        assertThat(elsewhere.get(one).status()).isEqualTo(404);
        assertThat(elsewhere.delete(one).status()).isEqualTo(404);
        assertThat(api.with("If-Match", "\"another\"").delete(one).status()).isEqualTo(412);
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    @Test
    void suppressed_numbers_are_listed_found_and_removed() {
        var made = api.post("/api/v1/suppressed-phones", "{\"phone\": \"+49 170 1234567\"}");
        assertThat(made.text("data.phone")).isEqualTo("+491701234567");
        assertThat(made.text("data.reason")).isEqualTo("manual");
        assertThat(api.get("/api/v1/suppressed-phones?phone=%2B49%20170%2F1234567")
                        .number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get("/api/v1/suppressed-phones?phone=none").number("meta.total"))
                .isZero();
        assertThat(api.post("/api/v1/suppressed-phones", "{\"phone\": \"+491701234567\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/suppressed-phones", "{\"phone\": \"none\"}")
                        .status())
                .isEqualTo(422);
        var one = "/api/v1/suppressed-phones/" + made.text("data.id");
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
    }
}
