package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.integrations.ProviderDouble;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A new user connects a mailbox, WhatsApp and SMS, and answers a lead from one page. What people do is done in the browser; the lead,
 * the mail servers, Meta and Twilio are played.
 */
class WalkTheChannelsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "a secret for signatures";
    private static final String TOKEN = "auth-token-of-a-test-0123456789";
    private static final String SENDER = "+15005550006";
    private static final String WHATSAPP = "/v26.0/1055/messages";
    private static final String SMS = "/Messages.json";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final Mailbox sent = Mailbox.open();
    private final ProviderDouble meta = new ProviderDouble();
    private final ProviderDouble twilio = new ProviderDouble();
    /** An address and a number may get so much a day from all workspaces. */
    private final String ann = "ann." + workspace.id() + "@example.org";

    private final String phone = "+49170%07d".formatted(3_000_000 + workspace.id());

    @AfterEach
    void close() {
        mailbox.close();
        sent.close();
        meta.close();
        twilio.close();
    }

    @Test
    void a_lead_is_answered_on_every_channel_from_one_page_until_they_want_no_more() throws Exception {
        var alice = workspace.user(Role.ADMIN);
        try (var window = Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            connectTheMailbox(window);
            connectTheServerThatSends(window);
            var whatsApp = connectWhatsApp(window);
            var sms = connectTwilio(window);
            annWritesAnEmail(window.page());
            annWritesByWhatsApp(window, whatsApp);
            var answer = answerBoth(window);
            aBounceStopsTheNextEmail(window, answer);
            aStopStopsTheNextSms(window, sms);
        }
    }

    // What is connected

    private static void choose(Page page, String name) {
        goTo(page, "Settings");
        page.getByRole(AriaRole.LINK, named("Integrations")).click();
        page.getByLabel("Search for a service").fill(name);
        assertThat(page.locator("#gallery .gallery-item")).hasCount(1);
        page.locator("#gallery .gallery-item").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Connect " + name))).isVisible();
    }

    private static void goTo(Page page, String name) {
        page.locator(".side-links").getByRole(AriaRole.LINK, one(name)).click();
    }

    private void connectTheMailbox(Window window) {
        var page = window.page();
        choose(page, "Email (IMAP)");
        page.getByLabel("Host").fill("127.0.0.1");
        page.getByLabel("Port").fill(Integer.toString(mailbox.port()));
        page.locator("#config-security").selectOption("None");
        page.locator("#config-user").fill("team");
        page.locator("#config-password").fill("secret");
        isInOrder(window, "channels-mailbox-form");
        page.getByRole(AriaRole.BUTTON, named("Connect")).click();
        test(window, "channels-mailbox");
        Await.until(() -> server.bean(Sql.class)
                .find(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select uid_validity from mailboxes where workspace_id = ? and uid_validity is not null"
                                + " and leased_until is null",
                        workspace.id())
                .isPresent());
    }

    private void connectTheServerThatSends(Window window) {
        var page = window.page();
        sent.know("leads", "secret");
        choose(page, "SMTP");
        page.getByLabel("Host").fill("127.0.0.1");
        page.getByLabel("Port").fill(Integer.toString(sent.port()));
        page.locator("#config-security").selectOption("None");
        page.locator("#config-user").fill("leads");
        page.locator("#config-password").fill("secret");
        page.locator("#config-from").fill("team@example.com");
        isInOrder(window, "channels-smtp-form");
        page.getByRole(AriaRole.BUTTON, named("Connect")).click();
        test(window, "channels-smtp");
    }

    /** Everything is fine. */
    private static void test(Window window, String picture) {
        var page = window.page();
        page.getByRole(AriaRole.BUTTON, named("Test")).click();
        assertThat(page.locator("#checks li").first()).isVisible();
        assertThat(page.locator("#checks").getByText("To do:")).hasCount(0);
        isInOrder(window, picture);
    }

    private static void isInOrder(Window window, String picture) {
        assertThat(window.problems()).isEmpty();
        window.picture(picture);
    }

    /** The URL that is pasted at Meta, which asks for the token beside it. */
    private String connectWhatsApp(Window window) throws Exception {
        var page = window.page();
        choose(page, "WhatsApp");
        page.getByLabel("Phone number ID").fill("1055");
        page.locator("#config-app_secret").fill(SECRET);
        page.locator("#config-access_token").fill("EAAB-of-a-system-user-4711");
        page.locator("#config-waba_id").fill("77");
        page.locator("#config-api_base_url").fill(meta.url());
        isInOrder(window, "channels-whatsapp-form");
        page.getByRole(AriaRole.BUTTON, named("Connect")).click();
        var url = page.locator("#url").textContent();
        var token = page.locator("#secret-verify_token").textContent();
        isInOrder(window, "channels-whatsapp-url");
        var asked = url + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
        assertThat(tell(HttpRequest.newBuilder(URI.create(asked))).body()).isEqualTo("1158201444");
        meta.on("/v26.0/1055?", 200, "{\"id\": \"1055\", \"display_phone_number\": \"+1 555 0001\"}");
        meta.on("/v26.0/77/subscribed_apps", 200, "{\"data\": [{\"whatsapp_business_api_data\": {\"id\": \"1\"}}]}");
        meta.on("/v26.0/77/message_templates", 200, "{\"data\": []}");
        page.getByRole(AriaRole.LINK, named("Done")).click();
        page.getByRole(AriaRole.BUTTON, named("Test")).click();
        assertThat(page.locator("#checks")).containsText("The access token can use the number.");
        assertThat(page.locator("#checks")).containsText("The account tells the app of messages.");
        isInOrder(window, "channels-whatsapp");
        return url;
    }

    private String connectTwilio(Window window) {
        var page = window.page();
        choose(page, "Twilio");
        page.getByLabel("Account SID").fill("AC0123456789abcdef0123456789abcdef");
        page.locator("#config-auth_token").fill(TOKEN);
        page.locator("#config-sender").fill(SENDER);
        page.locator("#config-api_base_url").fill(twilio.url());
        page.getByRole(AriaRole.BUTTON, named("Connect")).click();
        var url = page.locator("#url").textContent();
        isInOrder(window, "channels-twilio-url");
        return url;
    }

    // What the lead writes

    private void annWritesAnEmail(Page page) {
        mailbox.receive("""
                From: Ann Lee <%s>
                To: team@example.com
                Subject: Prices
                Message-ID: <1@x>
                References: <0@x>
                Date: Fri, 27 Nov 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                What does it cost?
                """.formatted(ann));
        server.clock().pass(Duration.ofMinutes(1));
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 1);
        goTo(page, "Leads");
        page.getByRole(AriaRole.LINK, named("Ann Lee")).click();
        assertThat(page.locator("#emails")).containsText("What does it cost?");
        page.locator("#fact-phone").fill(phone);
        page.locator("#fact-phone").press("Enter");
        assertThat(page.getByLabel("Call " + phone)).isVisible();
    }

    private void annWritesByWhatsApp(Window window, String url) throws Exception {
        var body = """
                {"object": "whatsapp_business_account", "entry": [{"id": "77", "changes": [{"field": "messages", "value":
                  {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550001", "phone_number_id": "1055"},
                   "contacts": [{"profile": {"name": "Ann Lee"}, "wa_id": "%1$s"}],
                   "messages": [{"from": "%1$s", "id": "wamid.1", "timestamp": "%2$d", "type": "text", "text": {"body": "Are you there?"}}]}}]}]}""".formatted(phone.substring(1), server.clock().instant().getEpochSecond());
        var signature = "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", SECRET, body));
        var told = tell(HttpRequest.newBuilder(URI.create(url))
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(body)));
        assertThat(told.statusCode()).isEqualTo(200);
        // The page is open, and follows.
        assertThat(talk(window.page())).containsText("Are you there?");
        assertThat(talk(window.page())).containsText("WhatsApp");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    private static Locator talk(Page page) {
        return page.locator("#talks .talk");
    }

    // What is answered

    private MimeMessage answerBoth(Window window) throws Exception {
        var page = window.page();
        meta.on(WHATSAPP, 200, """
                {"messaging_product": "whatsapp", "contacts": [{"input": "x", "wa_id": "%s"}], "messages": [{"id": "wamid.out1"}]}""".formatted(phone.substring(1)));
        isInOrder(window, "channels-lead");
        talk(page).getByLabel("Write a reply").fill("I am here, Ann.");
        talk(page).getByRole(AriaRole.BUTTON, one("Reply")).click();
        assertThat(talk(page).locator(".is-agent .entry-text")).hasText("I am here, Ann.");
        Await.passing(server.clock(), Duration.ofSeconds(5), () -> meta.asked(WHATSAPP) == 1);
        assertThat(meta.last(WHATSAPP).json().at("/text/body").asString()).isEqualTo("I am here, Ann.");
        assertThat(meta.last(WHATSAPP).json().get("to").asString()).isEqualTo(phone.substring(1));
        assertThat(talk(page).locator(".is-agent .entry-fate")).hasText("Sent");
        assertThat(talk(page).getByLabel("Write a reply")).hasValue("");

        page.locator("#emails").getByRole(AriaRole.LINK, one("Reply")).click();
        assertThat(page.getByLabel("Subject")).hasValue("Re: Prices");
        page.locator("#email-body").fill("Ten euros, {{lead.first_name}}.");
        assertThat(page.locator("#email-preview")).containsText("Ten euros, Ann.");
        isInOrder(window, "channels-email");
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(page.locator("#toasts")).containsText("The email is on its way");
        sent.await(1);
        var answer = sent.message(0);
        assertThat(answer.getSubject()).isEqualTo("Re: Prices");
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo("<1@x>");
        assertThat(answer.getHeader("References", null)).isEqualTo("<0@x> <1@x>");
        assertThat(answer.getAllRecipients()[0]).hasToString(ann);
        assertThat(sent.text(0)).startsWith("Ten euros, Ann.");

        // Both stand on the page from which they were written.
        var latest = page.locator("#emails .notes > li").first();
        assertThat(latest).containsText("Ten euros, Ann.");
        assertThat(latest.locator(".pill")).hasText("Sent");
        assertThat(talk(page)).containsText("I am here, Ann.");
        assertThat(page.locator("#timeline")).containsText("sent an email");
        isInOrder(window, "channels-answered");
        return answer;
    }

    // What stops

    private void aBounceStopsTheNextEmail(Window window, MimeMessage answer) throws Exception {
        var page = window.page();
        page.getByRole(AriaRole.LINK, named("Write an email")).click();
        page.getByLabel("Subject").fill("One more thing");
        page.locator("#email-body").fill("Typed for nothing");
        mailbox.receive("""
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
                """.formatted(ann, answer.getMessageID()));
        server.clock().pass(Duration.ofMinutes(1));
        awaitOnTimeline("lead.email_bounced");
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(page.locator(".alert-danger")).hasText("This address gets no emails: its mail server refuses them.");
        assertThat(page.locator("#email-body")).hasValue("Typed for nothing");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Send"))).isDisabled();
        isInOrder(window, "channels-bounced-email");
        page.getByLabel("Back to the lead").click();
        assertThat(page.locator("#emails")).containsText("Came back: couldn’t be delivered");
        assertThat(page.locator("#timeline")).containsText("got an email back: it couldn’t be delivered");
        isInOrder(window, "channels-bounced");
        assertThat(sent.count()).isEqualTo(1);
    }

    private void aStopStopsTheNextSms(Window window, String url) throws Exception {
        var page = window.page();
        var section = page.locator("#sms");
        var message = section.getByLabel("Write an SMS");
        twilio.on(SMS, 201, "{\"sid\": \"SM1\", \"status\": \"queued\", \"num_segments\": \"1\"}");
        message.fill("Does an SMS reach you, {{lead.first_name}}?");
        section.getByRole(AriaRole.BUTTON, one("Send SMS")).click();
        assertThat(section.locator(".notes > li").first()).containsText("Does an SMS reach you, Ann?");
        assertThat(section.locator(".notes > li").first()).containsText("Handed over");
        assertThat(twilio.asked(SMS)).isEqualTo(1);
        var form = twilio.last(SMS).body();
        assertThat(URLDecoder.decode(form, StandardCharsets.UTF_8))
                .contains("Does an SMS reach you, Ann?", "To=" + phone);

        // What is typed stays while the page follows what happens.
        message.fill("Typed for nothing");
        page.locator("#fact-job_title").fill("CTO");
        page.locator("#fact-job_title").press("Enter");
        assertThat(page.locator(".lead-work")).containsText("CTO");
        assertThat(message).hasValue("Typed for nothing");
        annAnswersStop(url);
        assertThat(section.locator("#sms-problem")).hasText("This number gets no SMS: its owner answered STOP.");
        assertThat(page.locator("#timeline")).containsText("stopped SMS to this number");
        assertThat(section.getByRole(AriaRole.BUTTON, one("Send SMS"))).hasCount(0);
        isInOrder(window, "channels-stopped");
        assertThat(twilio.asked(SMS)).isEqualTo(1);
    }

    private void annAnswersStop(String url) throws Exception {
        var form = new TreeMap<>(Map.of(
                "MessageSid",
                "SM2" + workspace.id(),
                "From",
                phone,
                "To",
                SENDER,
                "Body",
                "STOP",
                "NumMedia",
                "0",
                "NumSegments",
                "1"));
        var signed = new StringBuilder(url);
        form.forEach((name, value) -> signed.append(name).append(value));
        var told = tell(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "X-Twilio-Signature",
                        Base64.getEncoder().encodeToString(hmac("HmacSHA1", TOKEN, signed.toString())))
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
        assertThat(told.statusCode()).isEqualTo(200);
        awaitOnTimeline("lead.sms_stopped");
    }

    private void awaitOnTimeline(String event) {
        var lead = "/api/v1/leads/" + api.get("/api/v1/leads").text("data.0.id") + "/timeline";
        Await.until(() -> api.get(lead)
                .at("data")
                .valueStream()
                .anyMatch(entry -> entry.get("event").asString().equals(event)));
    }

    private static byte[] hmac(String algorithm, String secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> tell(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions one(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
