package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Role;
import leadhub.emails.EmailDraft;
import leadhub.emails.sending.EmailStatus;
import leadhub.emails.sending.LeadEmail;
import leadhub.emails.sending.LeadEmails;
import leadhub.emails.suppression.Suppression;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.leads.Leads;
import leadhub.mail.MailRoutes;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Emails to leads go by Mailgun, and what it tells of them is written down. */
class SendByMailgunTest {
    private static final String API_KEY = "key-0123456789abcdef-of-a-test";
    private static final String SIGNING_KEY = "signing-key-of-a-test";
    private static final AtomicInteger TOKENS = new AtomicInteger();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble mailgun = new ProviderDouble()
            .on("/v3/mg.example.com/messages", 200, "{\"id\": \"<x@mg.example.com>\", \"message\": \"Queued.\"}");
    private final String address = "ann." + workspace.id() + "@example.com";

    @AfterEach
    void close() {
        mailgun.close();
    }

    private Connected connect(String more) {
        return Connected.create(api, """
                {"type": "mailgun", "config": {"region": "eu", "domain": "mg.example.com", "api_key": "%s", "signing_key": "%s",
                 "from": "sales@mg.example.com", "api_base_url": "%s"%s}}""".formatted(API_KEY, SIGNING_KEY, mailgun.url(), more));
    }

    private long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(address))
                .number("data.id");
    }

    private LeadEmail send(long lead, String text) {
        return server.bean(LeadEmails.class).send(workspace.caller(), lead, new EmailDraft(text, text, "en"));
    }

    private LeadEmail latest(long lead) {
        var found = server.bean(Leads.class).get(workspace.caller(), lead);
        return server.bean(LeadEmails.class)
                .list(workspace.caller(), found, Long.MAX_VALUE, 1)
                .getFirst();
    }

    private LeadEmail sent(long lead) {
        send(lead, "Hello");
        Await.until(() -> latest(lead).fate().status() == EmailStatus.SENT);
        return latest(lead);
    }

    private List<String> timeline(long lead) {
        return api.get("/api/v1/leads/" + lead + "/timeline")
                .at("data")
                .valueStream()
                .map(entry -> entry.get("event").asString())
                .toList();
    }

    private static Map<String, String> fields(String form) {
        return List.of(form.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String body(LeadEmail email, String event, String more, String token, String key) {
        var seconds = Long.toString(server.clock().instant().getEpochSecond());
        return """
                {"signature": {"timestamp": "%s", "token": "%s", "signature": "%s"},
                 "event-data": {"event": "%s", "id": "id-%s", "timestamp": %s.25, "recipient": "%s"%s,
                   "message": {"headers": {"message-id": "%s"}}, "flags": {"is-test-mode": false}}}""".formatted(
                        seconds,
                        token,
                        hmac(key, seconds + token),
                        event,
                        token,
                        seconds,
                        email.to(),
                        more,
                        email.messageId().replaceAll("[<>]", ""));
    }

    private static String token() {
        return "t%049d".formatted(TOKENS.incrementAndGet());
    }

    private ApiAnswer tell(Connected hook, LeadEmail email, String event, String more) {
        var answer = hook.post(body(email, event, more, token(), SIGNING_KEY));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        hook.last();
        return answer;
    }

    private java.util.Optional<SuppressionReason> suppressed() {
        return server.bean(Suppressions.class).find(workspace.caller(), address).map(Suppression::reason);
    }

    /** Until it is written down that the job goes on no sooner than that. */
    private void waits(Duration pause) {
        Await.until(() ->
                server.bean(SchedulerClient.class).<Object>getScheduledExecutionsForTask("email-to-lead").stream()
                        .filter(job -> String.valueOf(job.getData()).contains("workspaceId=" + workspace.id() + ","))
                        .anyMatch(job -> job.getExecutionTime()
                                .isAfter(server.clock().instant().plus(pause))));
    }

    @Test
    void emails_to_leads_go_by_mailgun_and_those_about_accounts_do_not() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        var request = mailgun.last("/messages");
        var key = Base64.getEncoder().encodeToString(("api:" + API_KEY).getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("Authorization")).isEqualTo("Basic " + key);
        assertThat(fields(request.body()))
                .containsEntry("to", address)
                .containsEntry("subject", "Hello")
                .containsEntry("h:Message-Id", email.messageId())
                .containsEntry("h:List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                .containsEntry("h:Auto-Submitted", "auto-generated")
                .containsEntry("o:tracking-opens", "no")
                .containsEntry("o:tracking-clicks", "no")
                .hasEntrySatisfying("from", from -> assertThat(from).endsWith("<sales@mg.example.com>"))
                .hasEntrySatisfying("html", html -> assertThat(html).contains("/unsubscribe/"));
        var routes = server.bean(MailRoutes.class);
        assertThat(routes.isSetForLeads(workspace.id())).isTrue();
        assertThat(routes.isSet(workspace.id())).isFalse();
        assertThat(hook.now().body()).doesNotContain(API_KEY, SIGNING_KEY);
        api.patch(hook.path(), "{\"status\": \"paused\"}");
        assertThat(routes.isSetForLeads(workspace.id())).isFalse();
        api.patch(hook.path(), "{\"status\": \"active\"}");
        assertThat(routes.senderToLeads(workspace.id())).contains("sales@mg.example.com");
        api.delete(hook.path());
        assertThat(routes.isSetForLeads(workspace.id())).isFalse();
    }

    @Test
    void what_becomes_of_an_email_stands_on_it_and_on_the_timeline() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        tell(hook, email, "failed", ", \"severity\": \"temporary\"");
        assertThat(latest(lead).fate().told().word()).isEqualTo("delayed");
        tell(hook, email, "delivered", "");
        tell(hook, email, "delivered", "");
        assertThat(latest(lead).fate().told().word()).isEqualTo("delivered");
        tell(hook, email, "opened", "");
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(timeline(lead))
                .containsOnlyOnce("lead.email_delayed", "lead.email_delivered")
                .doesNotContain("lead.email_opened");
        assertThat(workspace.panel(Role.AGENT).get("/leads/" + lead + "/late").body())
                .contains("Delivered");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void opens_are_written_down_where_they_are_wanted() {
        var hook = connect(", \"track_opens\": true");
        var lead = lead();
        var email = sent(lead);
        assertThat(fields(mailgun.last("/messages").body())).containsEntry("o:tracking-opens", "yes");
        tell(hook, email, "opened", "");
        tell(hook, email, "opened", "");
        assertThat(latest(lead).fate().told().word()).isEqualTo("opened");
        assertThat(timeline(lead)).containsOnlyOnce("lead.email_opened");
    }

    @Test
    void a_bounce_stops_the_next_email() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        tell(
                hook,
                email,
                "failed",
                ", \"severity\": \"permanent\", \"reason\": \"bounce\", \"delivery-status\": {\"code\": 550, \"enhanced-code\": \"5.1.1\"}");
        assertThat(latest(lead).fate().status()).isEqualTo(EmailStatus.BOUNCED);
        assertThat(suppressed()).contains(SuppressionReason.BOUNCED);
        assertThat(timeline(lead)).contains("lead.email_bounced");
        assertThatThrownBy(() -> send(lead, "Again")).hasMessageContaining("email.suppressed");
        assertThat(mailgun.asked("/messages")).isEqualTo(1);
    }

    @Test
    void a_full_mailbox_is_no_wrong_address() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        tell(
                hook,
                email,
                "failed",
                ", \"severity\": \"permanent\", \"delivery-status\": {\"code\": 552, \"enhanced-code\": \"5.2.2\"}");
        assertThat(latest(lead).fate().status()).isEqualTo(EmailStatus.BOUNCED);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void whoever_complains_or_unsubscribes_gets_no_more() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        tell(hook, email, "complained", "");
        assertThat(suppressed()).contains(SuppressionReason.COMPLAINED);
        assertThat(timeline(lead)).contains("lead.complained");
        var listed = server.bean(Suppressions.class)
                .find(workspace.caller(), address)
                .orElseThrow();
        server.bean(Suppressions.class).remove(workspace.caller(), listed.id());
        tell(hook, email, "unsubscribed", "");
        assertThat(suppressed()).contains(SuppressionReason.UNSUBSCRIBED);
        assertThat(timeline(lead)).contains("lead.unsubscribed");
    }

    @Test
    void a_signature_is_good_for_one_post_alone() {
        var hook = connect("");
        var lead = lead();
        var email = sent(lead);
        var token = token();
        var body = body(email, "delivered", "", token, SIGNING_KEY);
        assertThat(hook.post(body).body()).contains("received");
        hook.last();
        var again = hook.post(body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("duplicate");
        assertThat(hook.post(body.replace("delivered", "complained")).status()).isEqualTo(406);
        assertThat(hook.post(body(email, "complained", "", token(), "another key"))
                        .status())
                .isEqualTo(406);
        assertThat(hook.post("{}").status()).isEqualTo(406);
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        var old = body(email, "complained", "", token(), SIGNING_KEY);
        server.clock().pass(Duration.ofHours(25));
        assertThat(hook.post(old).status()).isEqualTo(406);
        assertThat(suppressed()).isEmpty();
        assertThat(timeline(lead)).containsOnlyOnce("lead.email_delivered");
    }

    @Test
    void another_workspaces_emails_are_not_its_business() {
        var hook = connect("");
        var other = new SendByMailgunTest();
        try {
            other.connect("");
            var theirs = other.lead();
            var email = other.sent(theirs);
            tell(hook, email, "complained", "");
            assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
            assertThat(other.suppressed()).isEmpty();
        } finally {
            other.close();
        }
    }

    @Test
    void mailgun_that_is_away_loses_nothing_and_a_pause_is_kept() {
        mailgun.on("/v3/mg.example.com/messages", 503, "{}");
        connect("");
        var lead = lead();
        var email = send(lead, "Hello");
        waits(Duration.ofSeconds(20));
        assertThat(latest(lead).fate().failure()).isEqualTo("unreachable");
        mailgun.saying(
                "/v3/mg.example.com/messages", "HTTP/1.1 429 x\r\nRetry-After: 1800\r\nContent-Length: 2\r\n\r\n{}");
        server.clock().pass(Duration.ofMinutes(2));
        waits(Duration.ofMinutes(25));
        assertThat(mailgun.asked("/messages")).isEqualTo(2);
        server.clock().pass(Duration.ofMinutes(20));
        mailgun.on("/v3/mg.example.com/messages", 200, "{\"id\": \"x\"}");
        assertThat(latest(lead).isQueued()).isTrue();
        server.clock().pass(Duration.ofMinutes(20));
        Await.until(() -> latest(lead).fate().status() == EmailStatus.SENT);
        assertThat(fields(mailgun.last("/messages").body())).containsEntry("h:Message-Id", email.messageId());
        assertThat(mailgun.asked("/messages")).isEqualTo(3);
    }

    /** Its answer got lost, as where a process was killed before that was written down; the job that goes on knows by the event. */
    @Test
    void what_mailgun_tells_of_is_not_sent_again() {
        mailgun.on("/v3/mg.example.com/messages", 503, "{}");
        var hook = connect("");
        var lead = lead();
        var email = send(lead, "Hello");
        waits(Duration.ofSeconds(20));
        tell(hook, email, "delivered", "");
        assertThat(latest(lead).fate().status()).isEqualTo(EmailStatus.SENT);
        mailgun.on("/v3/mg.example.com/messages", 200, "{\"id\": \"x\"}");
        server.clock().pass(Duration.ofMinutes(2));
        send(lead, "Later");
        Await.until(() -> mailgun.asked("/messages") == 2);
        assertThat(fields(mailgun.last("/messages").body())).containsEntry("subject", "Later");
        assertThat(timeline(lead)).contains("lead.email_sent", "lead.email_delivered");
    }

    @Test
    void a_key_that_is_refused_is_told_and_said_nowhere() {
        mailgun.on("/v3/mg.example.com/messages", 401, "Forbidden");
        var hook = connect("");
        var lead = lead();
        send(lead, "Hello");
        Await.until(() -> "sign_in".equals(latest(lead).fate().failure()));
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        assertThat(new WorkspaceTables(server).rows(workspace).toString()).doesNotContain(API_KEY, SIGNING_KEY);
        mailgun.on("/v4/domains/mg.example.com", 200, "{\"domain\": {\"state\": \"active\"}}");
        assertThat(api.post(hook.path() + "/test", "{}").text("data.ok")).isEqualTo("true");
        mailgun.on("/v4/domains/mg.example.com", 404, "{}");
        assertThat(api.post(hook.path() + "/test", "{}").body())
                .contains("Mailgun refuses")
                .doesNotContain(API_KEY);
    }
}
