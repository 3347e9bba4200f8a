package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.api.limits.RateLimits;
import leadhub.automations.Rule;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.forms.files.FileCleaner;
import leadhub.leads.Leads;
import leadhub.sms.PhoneSuppressions;
import leadhub.sms.Sms;
import leadhub.sms.SmsMessages;
import leadhub.sms.SmsStatus;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leads are sent SMS by Twilio, answer them, and can have them stopped. */
class SendSmsTest {
    private static final String TOKEN = "auth-token-of-a-test-0123456789";
    private static final String SENDER = "+15005550006";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble twilio = new ProviderDouble();
    private final String phone = "+49170%07d".formatted(1_000_000 + NUMBERS.incrementAndGet());

    @AfterEach
    void close() {
        twilio.close();
    }

    private Connected connect(String more) {
        return Connected.create(api, """
                {"type": "twilio", "config": {"account_sid": "AC0123456789abcdef0123456789abcdef", "auth_token": "%s",
                 "sender": "%s", "api_base_url": "%s"%s}}""".formatted(TOKEN, SENDER, twilio.url(), more));
    }

    private static String taken(String sid) {
        return "{\"sid\": \"%s\", \"status\": \"queued\", \"num_segments\": \"2\"}".formatted(sid);
    }

    private long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"phone\": \"%s\"}".formatted(phone))
                .number("data.id");
    }

    private Sms latest(long lead) {
        return server.bean(SmsMessages.class)
                .list(workspace.caller(), server.bean(Leads.class).get(workspace.caller(), lead), Long.MAX_VALUE, 1)
                .getFirst();
    }

    private Sms became(long lead, SmsStatus status) {
        Await.until(() -> latest(lead).fate().status() == status);
        return latest(lead);
    }

    private Sms send(long lead, String text) {
        return server.bean(SmsMessages.class).send(workspace.caller(), lead, text);
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
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Posts what Twilio would, signed by its rules. */
    private static ApiAnswer tell(String url, Map<String, String> form) {
        return tell(url, form, TOKEN);
    }

    private static ApiAnswer tell(String url, Map<String, String> form, String token) {
        var signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Connected.send(
                "POST",
                url,
                body,
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Twilio-Signature",
                        hmac(token, signed.toString())));
    }

    private static String hmac(String token, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> wrote(String id, String text) {
        return Map.of("MessageSid", id, "From", phone, "To", SENDER, "Body", text, "NumMedia", "0", "NumSegments", "1");
    }

    /** With pictures, where they are as Twilio says it. */
    private Map<String, String> sent(String id, String... urls) {
        var form = new TreeMap<>(wrote(id, "My roof"));
        form.put("NumMedia", Integer.toString(urls.length));
        for (var i = 0; i < urls.length; i++) {
            form.put("MediaUrl" + i, urls[i]);
            form.put("MediaContentType" + i, "image/gif");
        }
        return form;
    }

    private static String media(String digit) {
        return "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/MM" + digit.repeat(32) + "/Media/ME"
                + digit.repeat(32);
    }

    /** The same of a picture whose message Twilio names as an SMS. */
    private static String mediaOfSms(String digit) {
        return media(digit).replace("/MM", "/SM");
    }

    private static Map<String, String> state(String id, String state, String code) {
        return Map.of("MessageSid", id, "MessageStatus", state, "ErrorCode", code, "To", "+1", "From", SENDER);
    }

    /** Until it is written down that the job goes on no sooner than that. */
    private void waits(Duration pause) {
        Await.until(() ->
                server.bean(SchedulerClient.class).<Object>getScheduledExecutionsForTask("sms-to-lead").stream()
                        .filter(job -> String.valueOf(job.getData()).contains("workspaceId=" + workspace.id() + ","))
                        .anyMatch(job -> job.getExecutionTime()
                                .isAfter(server.clock().instant().plus(pause))));
    }

    @Test
    void an_sms_is_filled_and_sent_and_its_states_come_in_any_order() {
        twilio.on("/Messages.json", 201, taken("SM1" + phone));
        connect("");
        var lead = lead();
        var panel = workspace.panel(Role.AGENT);
        panel.get("/leads/" + lead);
        assertThat(panel.post("/leads/" + lead + "/sms", Map.of("message", "Hi {{lead.first_name}} & all"))
                        .status())
                .isEqualTo(303);
        var sms = became(lead, SmsStatus.ACCEPTED);
        var request = twilio.last("/Messages.json");
        assertThat(request.line()).contains("/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json");
        assertThat(request.header("Authorization")).startsWith("Basic ");
        var form = fields(request.body());
        assertThat(form)
                .containsEntry("To", phone)
                .containsEntry("From", SENDER)
                .containsEntry("Body", "Hi Ann & all");
        var callback = form.get("StatusCallback");
        assertThat(callback).endsWith("?sms=" + sms.id());
        assertThat(sms.fate().segments()).isEqualTo(2);
        var url = server.origin() + URI.create(callback).getPath() + "?sms=" + sms.id();
        assertThat(tell(url, state("SM1" + phone, "delivered", "")).body()).isEqualTo("<Response/>");
        became(lead, SmsStatus.DELIVERED);
        tell(url, state("SM1" + phone, "sent", ""));
        Await.until(() ->
                api.get("/api/v1/integrations").text("data.0.events_count").equals("2")
                        && !api.get("/api/v1/intake").text("data.0.status").equals("received"));
        assertThat(latest(lead).fate().status()).isEqualTo(SmsStatus.DELIVERED);
        assertThat(timeline(lead)).containsOnlyOnce("lead.sms_sent");
        assertThat(panel.get("/leads/" + lead + "/late").body())
                .contains("Hi Ann &amp; all", "Delivered", "2 messages");
    }

    @Test
    void programs_send_sms_and_read_them() {
        var lead = lead();
        var path = "/api/v1/leads/" + lead + "/sms";
        var body = "{\"message\": \"Hi {{lead.first_name}}\"}";
        assertThat(api.post(path, body).status()).isEqualTo(409);
        twilio.on("/Messages.json", 201, taken("SM6" + phone));
        connect("");
        var sent = api.post(path, body);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.text("data.message")).isEqualTo("Hi Ann");
        assertThat(sent.text("data.direction")).isEqualTo("out");
        var one = path + "/" + sent.text("data.id");
        assertThat(sent.header("Location")).endsWith(one);
        Await.until(() -> api.get(one).text("data.status").equals("accepted"));
        var came = workspace.receivedSms(lead);
        var list = api.get(path);
        assertThat(list.number("meta.total")).isEqualTo(2);
        assertThat(list.number("data.0.id")).isEqualTo(came);
        assertThat(list.text("data.0.direction")).isEqualTo("in");
        assertThat(api.post(path, "{\"message\": \"{{lead.nothing}}\"}").status())
                .isEqualTo(422);
        assertThat(api.post(path, "{}").status()).isEqualTo(422);
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").text("data.id");
        assertThat(api.get("/api/v1/leads/" + other + "/sms/" + came).status()).isEqualTo(404);
        assertThat(server.newWorkspace().leadHub().get(one).status()).isEqualTo(404);
        api.post("/api/v1/suppressed-phones", "{\"phone\": \"%s\"}".formatted(phone));
        assertThat(api.post(path, body).status()).isEqualTo(409);
    }

    @Test
    void what_twilio_refuses_is_said_in_plain_words_and_not_tried_again() {
        twilio.on("/Messages.json", 400, "{\"code\": 21614, \"message\": \"not a mobile\", \"status\": 400}");
        connect("");
        var lead = lead();
        send(lead, "Hello");
        assertThat(became(lead, SmsStatus.FAILED).fate().code()).isEqualTo(21614);
        assertThat(timeline(lead)).contains("lead.sms_failed").doesNotContain("lead.sms_sent");
        assertThat(workspace.panel(Role.AGENT).get("/leads/" + lead + "/late").body())
                .contains("can’t receive SMS", "21614");
        assertThat(twilio.asked("/Messages.json")).isEqualTo(1);
    }

    @Test
    void what_the_network_could_not_hand_over_is_said_too() {
        twilio.on("/Messages.json", 201, taken("SM2" + phone));
        var hook = connect("");
        var lead = lead();
        send(lead, "Hello");
        became(lead, SmsStatus.ACCEPTED);
        tell(hook.url(), state("SM2" + phone, "undelivered", "30003"));
        assertThat(became(lead, SmsStatus.UNDELIVERED).fate().failure()).isEqualTo("unreachable");
        assertThat(timeline(lead)).contains("lead.sms_sent", "lead.sms_failed");
    }

    @Test
    void whoever_answers_stop_gets_no_more_until_they_say_start() {
        twilio.on("/Messages.json", 429, "{}");
        var hook = connect("");
        var lead = lead();
        send(lead, "On its way");
        waits(Duration.ofSeconds(20));
        twilio.on("/Messages.json", 201, taken("SM3" + phone));
        tell(hook.url(), wrote("SM4" + phone, " stop "));
        Await.until(() -> server.bean(PhoneSuppressions.class)
                .find(workspace.caller(), phone)
                .isPresent());
        server.clock().pass(Duration.ofMinutes(2));
        Await.until(() -> timeline(lead).contains("lead.sms_suppressed"));
        assertThat(twilio.asked("POST")).isEqualTo(1);
        assertThat(timeline(lead)).contains("lead.sms_stopped").doesNotContain("lead.sms_received");
        assertThatThrownBy(() -> send(lead, "Again")).hasMessageContaining("sms.suppressed");
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .get("/settings/suppressed-numbers")
                        .body())
                .contains(phone, "Answered STOP");
        tell(hook.url(), wrote("SM5" + phone, "Start"));
        Await.until(() -> timeline(lead).contains("lead.sms_started"));
        send(lead, "Again");
        Await.until(() -> twilio.asked("POST") == 2);
    }

    @Test
    void somebody_who_was_put_on_the_list_by_hand_stays_there() {
        var hook = connect("");
        var lead = lead();
        var panel = workspace.panel(Role.MANAGER);
        panel.get("/settings/suppressed-numbers");
        assertThat(panel.post("/settings/suppressed-numbers", Map.of("phone", phone))
                        .status())
                .isEqualTo(303);
        assertThat(panel.post("/settings/suppressed-numbers", Map.of("phone", phone))
                        .status())
                .isEqualTo(422);
        tell(hook.url(), wrote("SM6" + phone, "START"));
        Await.until(() -> timeline(lead).contains("lead.sms_received"));
        var listed = server.bean(PhoneSuppressions.class).find(workspace.caller(), phone);
        assertThat(listed).isPresent();
        panel.post("/settings/suppressed-numbers/" + listed.get().id() + "/delete", Map.of());
        assertThat(server.bean(PhoneSuppressions.class).find(workspace.caller(), phone))
                .isEmpty();
    }

    @Test
    void what_a_known_number_writes_is_with_its_lead_once() {
        var hook = connect("");
        var lead = lead();
        var started = Rule.create(api, "{'type': 'replied'}", "{'type': 'add_note', 'config': {'text': 'Replied'}}");
        var answer = tell(hook.url(), wrote("SM7" + phone, "What does it cost? 你好"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<Response/>");
        assertThat(answer.header("Content-Type")).startsWith("text/xml");
        assertThat(hook.last().get("lead_id").asLong()).isEqualTo(lead);
        started.run("completed");
        assertThat(timeline(lead)).contains("lead.sms_received");
        assertThat(workspace
                        .panel(Role.READ_ONLY)
                        .get("/leads/" + lead + "/late")
                        .body())
                .contains("What does it cost? 你好");
        tell(hook.url(), wrote("SM7" + phone, "What does it cost? 你好"));
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(tell(hook.url(), wrote("SM8" + phone, "Forged"), "another token")
                        .status())
                .isEqualTo(401);
        assertThat(timeline(lead)).containsOnlyOnce("lead.sms_received");
    }

    @Test
    void an_unknown_sender_becomes_a_lead_only_where_that_is_wanted() {
        var hook = connect("");
        tell(hook.url(), wrote("SM9" + phone, "Hello"));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(api.patch(hook.path(), "{\"config\": {\"unknown_senders\": true}}")
                        .status())
                .isEqualTo(200);
        var row = api.get(hook.path() + "/events").text("data.0.id");
        assertThat(api.post("/api/v1/intake/" + row + "/replay", "{}").status()).isEqualTo(200);
        var lead = api.get("/api/v1/leads?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8));
        assertThat(lead.text("data.0.source")).isEqualTo("sms");
        assertThat(timeline(lead.number("data.0.id"))).contains("lead.created", "lead.sms_received");
    }

    @Test
    void a_provider_that_is_away_loses_nothing_and_a_pause_is_kept() {
        twilio.on("/Messages.json", 503, "{}");
        connect("");
        var lead = lead();
        send(lead, "Hello");
        waits(Duration.ofSeconds(20));
        assertThat(latest(lead).fate().failure()).isEqualTo("unavailable");
        twilio.saying("/Messages.json", "HTTP/1.1 429 x\r\nRetry-After: 600\r\nContent-Length: 2\r\n\r\n{}");
        twilio.on("/Messages.json?To=", 200, "{\"messages\": []}");
        server.clock().pass(Duration.ofMinutes(2));
        waits(Duration.ofMinutes(9));
        assertThat(latest(lead).fate().failure()).isEqualTo("busy");
        var asked = twilio.asked("POST");
        twilio.on("/Messages.json", 201, taken("SMa" + phone));
        server.clock().pass(Duration.ofMinutes(5));
        assertThat(latest(lead).isQueued()).isTrue();
        assertThat(twilio.asked("POST")).isEqualTo(asked);
        server.clock().pass(Duration.ofMinutes(6));
        became(lead, SmsStatus.ACCEPTED);
        assertThat(twilio.asked("POST")).isEqualTo(asked + 1);
    }

    /** As a process leaves it that was killed after Twilio had answered and before that was written down. */
    @Test
    void what_twilio_has_taken_already_is_not_sent_again() {
        var connected = connect("");
        var lead = lead();
        var now = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                server.clock().instant().atOffset(ZoneOffset.UTC));
        twilio.on("/Messages.json", 201, taken("SMnew" + phone));
        twilio.on("/Messages.json?To=", 200, """
                {"messages": [
                  {"sid": "SMother", "body": "Something else", "direction": "outbound-api", "date_created": "%1$s"},
                  {"sid": "SMtheirs", "body": "Hello", "direction": "inbound", "date_created": "%1$s"},
                  {"sid": "SMold", "body": "Hello", "direction": "outbound-api", "date_created": "Fri, 02 Jan 2026 10:00:00 +0000"},
                  {"sid": "SMb%2$s", "body": "Hello", "direction": "outbound-api", "num_segments": "1", "date_created": "%1$s"}]}
                """.formatted(now, phone));
        server.pauseJobs();
        try {
            var sms = send(lead, "Hello");
            server.bean(Sql.class)
                    .update(
                            workspace.id(),
                            "update lead_sms set asked_at = ? where workspace_id = ? and id = ?",
                            server.clock().instant(),
                            workspace.id(),
                            sms.id());
        } finally {
            server.resumeJobs();
        }
        assertThat(became(lead, SmsStatus.ACCEPTED).fate().providerId()).isEqualTo("SMb" + phone);
        assertThat(twilio.asked("POST")).isZero();
        assertThat(connected.now().text("data.status")).isEqualTo("active");
    }

    /** Where an answer got lost Twilio may tell of the SMS before anybody goes on. */
    @Test
    void a_state_that_comes_before_the_answer_is_written_down_counts() {
        twilio.on("/Messages.json", 500, "{}");
        var hook = connect("");
        var lead = lead();
        var sms = send(lead, "Hello");
        waits(Duration.ofSeconds(20));
        tell(hook.url() + "?sms=" + sms.id(), state("SMc" + phone, "delivered", ""));
        assertThat(became(lead, SmsStatus.DELIVERED).fate().providerId()).isEqualTo("SMc" + phone);
        twilio.on("/Messages.json", 201, taken("SMd" + phone));
        server.clock().pass(Duration.ofMinutes(2));
        send(lead, "Later");
        Await.until(() -> twilio.asked("POST") == 2);
        assertThat(fields(twilio.last("POST").body())).containsEntry("Body", "Later");
    }

    @Test
    void automations_send_sms_to_those_who_want_them() {
        twilio.on("/Messages.json", 201, taken("SMe" + phone));
        connect("");
        var rule = Rule.create(
                api,
                "{'type': 'manual'}",
                "{'type': 'send_sms', 'config': {'message': 'Hello {{lead.first_name|there}}'}}");
        var lead = lead();
        rule.start(lead);
        rule.await("completed", 1);
        assertThat(fields(twilio.last("POST").body())).containsEntry("Body", "Hello Ann");
        var nobody = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").number("data.id");
        rule.start(nobody);
        rule.await("completed", 2);
        assertThat(twilio.asked("POST")).isEqualTo(1);
        var unknown = api.post(
                Rule.ALL,
                Rule.body("{'type': 'manual'}", "", "{'type': 'send_sms', 'config': {'message': '{{nothing}}'}}"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("steps.0.config.message");
    }

    @Test
    void a_token_that_is_refused_is_told_and_said_nowhere() {
        twilio.on("/Messages.json", 401, "{\"code\": 20003, \"message\": \"Authenticate\"}");
        var hook = connect("");
        var lead = lead();
        send(lead, "Hello");
        Await.until(() -> "sign_in".equals(latest(lead).fate().failure()));
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        assertThat(hook.now().body()).doesNotContain(TOKEN).contains("\"set\":true");
        assertThat(new WorkspaceTables(server).rows(workspace).toString()).doesNotContain(TOKEN);
        twilio.on("/Accounts/AC0123456789abcdef0123456789abcdef.json", 401, "{}");
        assertThat(api.post(hook.path() + "/test", "{}").body())
                .contains("Twilio refuses")
                .doesNotContain(TOKEN);
    }

    @Test
    void no_more_than_thirty_an_hour_go_to_one_number() {
        twilio.on("/Messages.json", 201, taken("SMf" + phone), taken("SMg" + phone));
        connect("");
        var lead = lead();
        for (var sent = 0; sent < 29; sent++) {
            server.bean(RateLimits.class).take("sms:" + workspace.id() + ":" + phone, 30);
        }
        send(lead, "The last one");
        became(lead, SmsStatus.ACCEPTED);
        send(lead, "One too many");
        Await.until(() -> waiting(lead) == 1);
        assertThat(twilio.asked("POST")).isEqualTo(1);
        server.clock().pass(Duration.ofHours(1));
        Await.until(() -> twilio.asked("POST") == 2);
    }

    private long waiting(long lead) {
        return server
                .bean(SmsMessages.class)
                .list(workspace.caller(), server.bean(Leads.class).get(workspace.caller(), lead), Long.MAX_VALUE, 50)
                .stream()
                .filter(sms -> sms.fate().waitsUntil() != null)
                .count();
    }

    @Test
    void pictures_that_a_lead_sends_are_fetched_by_our_token_and_saved_from_the_inbox_and_the_lead() {
        twilio.saying(
                        media("1"),
                        "HTTP/1.1 307 x\r\nLocation: %s/elsewhere/roof\r\nContent-Length: 0\r\n\r\n"
                                .formatted(twilio.url()))
                .file("/elsewhere/roof", "GIF89a a roof");
        var hook = connect("");
        var lead = lead();
        tell(
                hook.url(),
                sent("MMa" + phone, "https://api.twilio.com" + media("1"), "https://evil.example.com/steals-tokens"));
        var panel = workspace.panel(Role.READ_ONLY);
        Await.until(() -> panel.get("/inbox/sms/" + lead).body().contains("image.gif"));
        assertThat(twilio.last(media("1")).header("Authorization")).startsWith("Basic ");
        assertThat(twilio.last("/elsewhere/roof").header("Authorization")).isEmpty();
        var link = "/leads/%d/sms/%d/files/1".formatted(lead, latest(lead).id());
        assertThat(panel.get("/inbox/sms/" + lead).body()).contains(link).doesNotContain("evil.example.com");
        assertThat(panel.get("/leads/" + lead + "/sms").body()).contains(link, "image.gif");
        var saved = panel.get(link);
        assertThat(saved.body()).isEqualTo("GIF89a a roof");
        assertThat(saved.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"image.gif\"");
        assertThat(server.newWorkspace().panel(Role.ADMIN).get(link).status()).isEqualTo(404);
        server.clock().pass(Duration.ofHours(2));
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(panel.get(link).status()).isEqualTo(200);
        api.delete("/api/v1/leads/" + lead);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from deleted_leads where workspace_id = ?", workspace.id());
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(server.bean(Sql.class)
                        .<Long>get(
                                workspace.id(),
                                row -> row.getLong(1),
                                "select count(*) from sms_files where workspace_id = ?",
                                workspace.id()))
                .isZero();
    }

    @Test
    void a_place_of_pictures_that_wants_a_sign_in_says_nothing_of_our_token() {
        twilio.saying(
                        media("4"),
                        "HTTP/1.1 307 x\r\nLocation: %s/elsewhere/roof\r\nContent-Length: 0\r\n\r\n"
                                .formatted(twilio.url()))
                .on("/elsewhere/roof", 401, "{}");
        var hook = connect("");
        var lead = lead();
        tell(hook.url(), sent("MMc" + phone, "https://api.twilio.com" + media("4")));
        var panel = workspace.panel(Role.AGENT);
        Await.until(() -> panel.get("/inbox/sms/" + lead).body().contains("is-failed"));
        assertThat(panel.get("/inbox/sms/" + lead).body()).doesNotContain("the integration needed a new access token");
        assertThat(api.get(hook.path()).text("data.status")).isEqualTo("active");
    }

    @Test
    void a_picture_that_is_there_a_moment_after_its_sms_is_fetched_then() {
        twilio.on(media("5"), 404, "{}");
        var hook = connect("");
        var lead = lead();
        tell(hook.url(), sent("MMe" + phone, "https://api.twilio.com" + media("5")));
        var panel = workspace.panel(Role.AGENT);
        Await.until(() -> panel.get("/inbox/sms/" + lead).body().contains("the messenger hasn’t got it ready"));
        assertThat(panel.get("/inbox/sms/" + lead).body()).doesNotContain("is-failed");
        twilio.file(media("5"), "GIF89a a roof");
        Await.passing(
                server.clock(),
                Duration.ofMinutes(1),
                () -> panel.get("/inbox/sms/" + lead).body().contains("image.gif"));
        assertThat(twilio.asked(media("5"))).isGreaterThan(1);
    }

    @Test
    void a_picture_that_cannot_be_fetched_says_why_and_is_fetched_again() {
        twilio.on(media("2"), 404, "{}").on(mediaOfSms("3"), 503, "{}");
        var hook = connect("");
        var lead = lead();
        var base = "https://api.twilio.com";
        tell(hook.url(), sent("MMb" + phone, base + media("2"), base + mediaOfSms("3")));
        var panel = workspace.panel(Role.AGENT);
        Await.passing(
                server.clock(),
                Duration.ofMinutes(2),
                () -> panel.get("/inbox/sms/" + lead).body().contains("no longer has it"));
        twilio.on(mediaOfSms("3"), 401, "{}");
        // Whoever was at it before that says otherwise, and for good once a day is over.
        var sms = "/api/v1/leads/%d/sms".formatted(lead);
        Await.passing(server.clock(), Duration.ofMinutes(10), () -> fates(sms).equals("failed gone, waiting token"));
        Await.until(() -> {
            server.clock().pass(Duration.ofHours(2));
            return panel.get("/inbox/sms/" + lead).body().contains("the integration needed a new access token");
        });
        var files = "/leads/%d/sms/%d/files/".formatted(lead, latest(lead).id());
        assertThat(panel.get("/inbox/sms/" + lead).body())
                .contains(files + "2/fetch")
                .doesNotContain(files + "1/fetch");
        assertThat(panel.get("/leads/" + lead + "/sms").body()).contains("name=\"on\" value=\"lead\"");
        assertThat(panel.get("/inbox/sms/" + lead).body()).doesNotContain("name=\"on\"");
        twilio.file(mediaOfSms("3"), "GIF89a a roof");
        api.patch(hook.path(), "{\"config\": {\"auth_token\": \"another-token-of-a-test\"}}");
        var pressed = panel.post(files + "2/fetch", Map.of("on", "lead"));
        assertThat(pressed.status()).isEqualTo(303);
        assertThat(pressed.header("Location")).endsWith("/leads/" + lead + "#sms");
        Await.until(() -> panel.get("/inbox/sms/" + lead).body().contains("image.gif"));
    }

    @Test
    void a_program_downloads_pictures_and_has_what_failed_fetched_again() {
        twilio.on(media("6"), 404, "{}").on(media("7"), 503, "{}").file(media("8"), "GIF89a a roof");
        var hook = connect("");
        var lead = lead();
        var base = "https://api.twilio.com";
        tell(hook.url(), sent("MMf" + phone, base + media("6"), base + media("7"), base + media("8")));
        var sms = "/api/v1/leads/%d/sms".formatted(lead);
        Await.passing(
                server.clock(), Duration.ofMinutes(2), () -> fates(sms).equals("failed gone, waiting busy, kept -"));
        var one = sms + "/" + api.get(sms).text("data.0.id");
        var files = one + "/attachments/";
        assertThat(api.post(files + "3/fetch", "{}").status()).as("it is there").isEqualTo(409);
        twilio.on(media("7"), 401, "{}");
        Await.passing(
                server.clock(), Duration.ofMinutes(10), () -> fates(sms).equals("failed gone, waiting token, kept -"));
        Await.until(() -> {
            server.clock().pass(Duration.ofHours(2));
            return fates(sms).equals("failed gone, failed token, kept -");
        });
        var shown = api.get(one);
        assertThat(shown.number("data.media_count")).isEqualTo(3);
        assertThat(shown.number("data.attachments.2.number")).isEqualTo(3);
        assertThat(shown.text("data.attachments.2.name")).isEqualTo("image.gif");
        assertThat(shown.text("data.attachments.2.type")).isEqualTo("image/gif");
        assertThat(shown.number("data.attachments.2.size")).isEqualTo(13);
        var saved = api.get(files + "3");
        assertThat(saved.body()).isEqualTo("GIF89a a roof");
        assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"image.gif\"");
        var stranger = server.newWorkspace().leadHub();
        assertThat(stranger.get(files + "3").status()).isEqualTo(404);
        assertThat(stranger.post(files + "2/fetch", "{}").status()).isEqualTo(404);
        assertThat(api.get(files + "2").status()).as("it isn't there").isEqualTo(404);
        assertThat(api.post(files + "1/fetch", "{}").status())
                .as("not to be had any more")
                .isEqualTo(409);
        assertThat(api.post(files + "4/fetch", "{}").status()).isEqualTo(404);
        twilio.file(media("7"), "GIF89a a wall");
        api.patch(hook.path(), "{\"config\": {\"auth_token\": \"another-token-of-a-test\"}}");
        var wanted = api.post(files + "2/fetch", "{}");
        assertThat(wanted.status()).isEqualTo(200);
        assertThat(wanted.text("data.attachments.1.status")).isEqualTo("waiting");
        Await.until(() -> fates(sms).equals("failed gone, kept -, kept -"));
        assertThat(api.get(files + "2").body()).isEqualTo("GIF89a a wall");
    }

    /** How far the files of the latest SMS have come, and why no further. */
    private String fates(String all) {
        return api.get(all)
                .at("data.0.attachments")
                .valueStream()
                .map(file ->
                        file.get("status").asString() + " " + file.get("error").asString("-"))
                .collect(Collectors.joining(", "));
    }
}
