package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An email or an SMS that a person sends from the panel is the first answer that the report on those counts. */
class CountFirstAnswersTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();
    private final ProviderDouble twilio = new ProviderDouble();

    @BeforeEach
    void in_the_morning_with_all_means() {
        var now = server.clock().instant();
        var morning = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(30));
        server.clock().pass(Duration.between(now, morning));
        workspace.mailServer(mailbox);
        Connected.create(api, """
                {"type": "twilio", "config": {"account_sid": "AC0123456789abcdef0123456789abcdef",
                 "auth_token": "auth-token-of-a-test-0123456789", "sender": "+15005550006", "api_base_url": "%s"}}""".formatted(twilio.url()));
    }

    @AfterEach
    void close() {
        mailbox.close();
        twilio.close();
    }

    private long lead(String name) {
        return api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"%s\", \"email\": \"%s@example.com\", \"phone\": \"+491701%06d\"}"
                                .formatted(name, name, workspace.id() % 1_000_000))
                .number("data.id");
    }

    private void mail(long lead) {
        panel.get("/leads/" + lead);
        var typed = Map.of("subject", "Hello", "body", "We call you.", "language", "en");
        assertThat(panel.post("/leads/" + lead + "/emails", typed).status()).isEqualTo(303);
    }

    private void text(long lead) {
        panel.get("/leads/" + lead);
        assertThat(panel.post("/leads/" + lead + "/sms", Map.of("message", "We call you."))
                        .status())
                .isEqualTo(303);
    }

    private JsonNode report() {
        return api.get("/api/v1/reports/first_response?group_by=none").at("data.rows.0");
    }

    private void answered(long count) {
        Await.until(() -> report().path("answered").longValue() == count);
    }

    @Test
    void an_email_counts_from_when_it_was_sent_and_what_comes_later_does_not() {
        var lead = lead("ann");
        server.clock().pass(Duration.ofMinutes(20));
        mail(lead);
        answered(1);
        server.clock().pass(Duration.ofHours(2));
        twilio.on("/Messages.json", 201, "{\"sid\": \"SM%d\", \"status\": \"queued\"}".formatted(lead));
        text(lead);
        Await.until(() -> twilio.asked("/Messages.json") == 1);
        mail(lead);
        mailbox.await(2);
        assertThat(report().path("answered").longValue()).isEqualTo(1);
        assertThat(report().path("median_minutes").longValue()).isEqualTo(20);
    }

    @Test
    void an_sms_counts_and_one_that_the_provider_refused_does_not() {
        var quick = lead("bob");
        server.clock().pass(Duration.ofMinutes(45));
        twilio.on("/Messages.json", 201, "{\"sid\": \"SM%d\", \"status\": \"queued\"}".formatted(quick));
        text(quick);
        answered(1);
        assertThat(report().path("median_minutes").longValue()).isEqualTo(45);
        var other = api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"Eve\", \"phone\": \"+4917099%05d\"}".formatted(quick % 100_000))
                .number("data.id");
        twilio.on("/Messages.json", 400, "{\"code\": 21211, \"message\": \"Invalid 'To' Phone Number\"}");
        text(other);
        Await.until(() ->
                api.get("/api/v1/leads/" + other + "/sms").text("data.0.status").equals("failed"));
        assertThat(report().path("leads").longValue()).isEqualTo(2);
        assertThat(report().path("answered").longValue()).isEqualTo(1);
    }

    @Test
    void what_a_program_sends_is_no_answer() {
        var lead = lead("eve");
        server.clock().pass(Duration.ofMinutes(5));
        var sent =
                api.post("/api/v1/leads/" + lead + "/emails", "{\"subject\": \"Hello\", \"body\": \"We call you.\"}");
        assertThat(sent.status()).as(sent.body()).isIn(200, 201, 202);
        mailbox.await(1);
        server.clock().pass(Duration.ofMinutes(5));
        mail(lead);
        answered(1);
        assertThat(report().path("median_minutes").longValue()).isEqualTo(10);
    }
}
