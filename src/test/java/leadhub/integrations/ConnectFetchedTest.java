package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.integrations.fetching.Backfills;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.web.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Providers whose hooks announce leads, and that hand them over when they are asked; doubles answer as their documents say. */
class ConnectFetchedTest {
    private static final String SECRET = "a secret for signatures";
    private static final String TOKEN = "EAAB-of-a-page-4711";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble provider = new ProviderDouble();

    @AfterEach
    void hangUp() {
        provider.close();
    }

    /**
     * What tells one provider from another.
     *
     * @param lead where one is asked for, with its id
     * @param expired what it answers to a token that it doesn't take any more
     * @param busy what it answers to too many calls
     */
    private record Provider(
            String type, String config, String lead, int expiredStatus, String expired, int busyStatus, String busy) {
        String notice(String id) {
            return type.equals("linkedin") ? """
                    {"type": "LEAD_ACTION", "leadGenFormResponse": "urn:li:leadGenFormResponse:%s",
                     "leadGenForm": "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)",
                     "owner": {"sponsoredAccount": "urn:li:sponsoredAccount:77"}, "leadType": "SPONSORED", "leadAction": "CREATED",
                     "occurredAt": 1795000000000}""".formatted(id) : leadgen("\"" + id + "\"", "77");
        }

        Map<String, String> signed(String body) {
            return type.equals("linkedin")
                    ? Map.of("X-LI-Signature", hmac(SECRET, "hmacsha256=" + body))
                    : Map.of("X-Hub-Signature-256", "sha256=" + hmac(SECRET, body));
        }

        @Override
        public String toString() {
            return type;
        }
    }

    private static final String EXPIRED =
            "{\"error\": {\"message\": \"x\", \"type\": \"OAuthException\", \"code\": 190, \"error_subcode\": 463}}";
    private static final String BUSY = "{\"error\": {\"message\": \"x\", \"code\": 80005}}";

    static final Provider FACEBOOK = new Provider(
            "facebook",
            "\"page_id\": \"77\", \"app_secret\": \"%s\", \"access_token\": \"%s\"",
            "/v26.0/%s?",
            400,
            EXPIRED,
            400,
            BUSY);

    static final Provider LINKEDIN = new Provider(
            "linkedin",
            "\"owner\": \"urn:li:sponsoredAccount:77\", \"client_secret\": \"%s\", \"access_token\": \"%s\"",
            "/rest/leadFormResponses/%s?",
            401,
            "{\"status\": 401, \"code\": \"EXPIRED_ACCESS_TOKEN\"}",
            429,
            "{\"status\": 429}");

    static Stream<Provider> providers() {
        return Stream.of(FACEBOOK, LINKEDIN);
    }

    static String leadgen(String id, String pageId) {
        return "{\"object\": \"page\", \"entry\": [" + entry(id, pageId) + "]}";
    }

    static String entry(String id, String pageId) {
        return """
                {"id": "%s", "time": 1795000000, "changes": [{"field": "leadgen", "value":
                  {"leadgen_id": %s, "page_id": "%s", "form_id": "555", "created_time": 1795000000}}]}""".formatted(pageId, id, pageId);
    }

    private static String hmac(String key, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A lead as Graph or LinkedIn answers it. */
    private static String lead(Provider one, String id, String email) {
        return one == LINKEDIN ? """
                {"id": "%s", "submittedAt": 1795000000000, "leadType": "SPONSORED", "testLead": false,
                 "owner": {"sponsoredAccount": "urn:li:sponsoredAccount:77"},
                 "versionedLeadGenFormUrn": "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)",
                 "formResponse": {"consentResponses": [{"consentId": 9, "accepted": true}], "answers": [
                   {"questionId": 9007199254740993, "answerDetails": {"textQuestionAnswer": {"answer": "Zoé"}}},
                   {"questionId": 9007199254740995, "answerDetails": {"textQuestionAnswer": {"answer": "%s"}}},
                   {"questionId": 9007199254740997, "answerDetails": {"multipleChoiceAnswer": {"options": [2]}}}]}}""".formatted(id, email) : """
                {"id": "%s", "created_time": "2026-01-31T12:00:00+0000", "form_id": "555", "platform": "fb", "campaign_name": "Spring",
                 "field_data": [{"name": "full_name", "values": ["Zoé van Dyk"]}, {"name": "correo", "values": ["%s"]},
                   {"name": "which_size", "values": ["m"]}],
                 "custom_disclaimer_responses": [{"checkbox_key": "news", "is_checked": "1"}, {"checkbox_key": "calls", "is_checked": ""}]}""".formatted(id, email);
    }

    private Connected connect(Provider one) {
        provider.on("/555?", 200, """
                {"id": "555", "name": "Form", "questions": [{"id": "1", "key": "full_name", "label": "Name", "type": "FULL_NAME"},
                  {"id": "2", "key": "correo", "label": "Correo", "type": "EMAIL"},
                  {"id": "3", "key": "which_size", "label": "Which size?", "type": "CUSTOM", "options": [{"key": "m", "value": "Medium"}]}]}""");
        provider.on("/rest/leadForms/3162", 200, """
                {"id": 3162, "name": "Form", "hiddenFields": [{"name": "landing", "value": "x"}], "content": {"questions": [
                  {"questionId": 9007199254740993, "name": "First", "predefinedField": "FIRST_NAME"},
                  {"questionId": 9007199254740995, "name": "Mail", "predefinedField": "EMAIL"},
                  {"questionId": 9007199254740997, "name": "Which size?", "questionDetails": {"multipleChoiceQuestionDetails": {"options": [
                    {"id": 1, "text": {"localized": {"en_US": "Small"}}}, {"id": 2, "text": {"localized": {"en_US": "Medium"}}}]}}}]}}""");
        return Connected.create(api, body(one));
    }

    private String body(Provider one) {
        return "{\"type\": \"%s\", \"config\": {%s, \"api_base_url\": \"%s\"}}"
                .formatted(one.type(), one.config().formatted(SECRET, TOKEN), provider.url());
    }

    private ApiAnswer announce(Connected hook, Provider one, String id) {
        var body = one.notice(id);
        return hook.post(body, one.signed(body));
    }

    /** Until it is so, time passes: nobody knows when whoever tries again begins to wait. */
    private void later(Callable<Boolean> condition) {
        Await.until(() -> {
            server.clock().pass(Duration.ofSeconds(5));
            return condition.call();
        });
    }

    private long waiting() {
        return api.get("/api/v1/intake?status=received").number("meta.total");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void what_is_announced_is_fetched_and_becomes_a_lead_once(Provider one) {
        var hook = connect(one);
        provider.on(one.lead().formatted("9007199254740993"), 200, lead(one, "9007199254740993", "zoé@example.com"));
        assertThat(announce(hook, one, "9007199254740993").status()).isEqualTo(200);
        var lead = hook.lead();
        assertThat(lead.get("email").asString()).isEqualTo("zoé@example.com");
        assertThat(lead.get("first_name").asString()).isEqualTo("Zoé");
        assertThat(lead.at("/custom_fields/which_size").asString()).isEqualTo("Medium");
        assertThat(lead.at("/custom_fields/form").asString()).isEqualTo("Form");
        assertThat(lead.at("/custom_fields/" + (one == LINKEDIN ? "consent_9" : "consent_news"))
                        .asBoolean())
                .isTrue();
        announce(hook, one, "9007199254740993");
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(provider.last("9007199254740993").header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(provider.last("9007199254740993").line()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_wrong_signature_is_refused_and_asks_nobody(Provider one) {
        var hook = connect(one);
        var body = one.notice("1001");
        assertThat(hook.post(body).status()).isEqualTo(401);
        assertThat(hook.post(body + " ", one.signed(body)).status()).isEqualTo(401);
        assertThat(hook.now().text("data.last_error.message")).contains("wrong signature");
        assertThat(provider.asked("1001")).isZero();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_dead_token_loses_nothing_and_a_new_one_fetches_what_waits(Provider one) {
        var hook = connect(one);
        provider.on(one.lead().formatted("1001"), one.expiredStatus(), one.expired());
        announce(hook, one, "1001");
        Await.until(() -> hook.now().text("data.status").equals("needs_attention"));
        assertThat(hook.now().text("data.last_error.message")).contains("save a new one");
        announce(hook, one, "1002");
        Await.until(() -> hook.now().text("data.status").equals("needs_attention")
                && hook.now().number("data.events_count") == 2);
        assertThat(api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}")
                        .status())
                .isEqualTo(409);
        Await.until(() -> api.get(hook.path() + "/events")
                .at("data")
                .valueStream()
                .allMatch(row -> row.get("reason").asString("").contains("access token")));
        assertThat(waiting()).isEqualTo(2);
        assertThat(api.get(hook.path() + "/events").number("data.0.attempts")).isZero();
        assertThat(provider.asked("1002")).isZero();
        provider.on(one.lead().formatted("1001"), 200, lead(one, "1001", "a@example.com"));
        provider.on(one.lead().formatted("1002"), 200, lead(one, "1002", "b@example.com"));
        assertThat(api.patch(hook.path(), "{\"config\": {\"access_token\": \"another token\"}}")
                        .status())
                .isEqualTo(200);
        Await.until(() -> waiting() == 0);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        assertThat(hook.now().text("data.status")).isEqualTo("active");
        assertThat(provider.last("1002").header("Authorization")).isEqualTo("Bearer another token");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void what_a_provider_cannot_do_now_is_tried_again_later(Provider one) {
        var hook = connect(one);
        var path = one.lead().formatted("1001");
        provider.on(path, one.busyStatus(), one.busy());
        announce(hook, one, "1001");
        var reason = "data.0.reason";
        Await.until(() -> api.get(hook.path() + "/events").text(reason).contains("HTTP " + one.busyStatus()));
        provider.saying(path, "HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"id");
        later(() -> api.get(hook.path() + "/events").text(reason).contains("broken"));
        provider.on(path, 200, "no JSON");
        later(() -> api.get(hook.path() + "/events").text(reason).contains("no JSON"));
        provider.on(path, 200, "{\"id\": \"" + "x".repeat(5 << 20) + "\"}");
        later(() -> api.get(hook.path() + "/events").text(reason).contains("too_large"));
        provider.on(path, 200, lead(one, "1001", "a@example.com"));
        later(() -> waiting() == 0);
        assertThat(hook.lead().get("email").asString()).isEqualTo("a@example.com");
        assertThat(hook.now().at("data.last_error").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"facebook, 400, 'code\": 10,'", "linkedin, 403, ''"})
    void what_is_refused_fails_and_is_replayed_once_it_is_mended(String type, int status, String code) {
        var one = type.equals("linkedin") ? LINKEDIN : FACEBOOK;
        var hook = connect(one);
        var path = one.lead().formatted("1001");
        provider.on(path, status, code.isEmpty() ? "{}" : "{\"error\": {\"%s \"type\": \"x\"}}".formatted(code));
        announce(hook, one, "1001");
        var failed = hook.last();
        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString()).contains("HTTP " + status).contains("replay");
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        var replay = "/api/v1/intake/" + failed.get("id") + "/replay";
        assertThat(api.post(replay, "{\"as_new\": true}").text("data.status")).isEqualTo("failed");
        provider.on(path, 200, lead(one, "1001", "a@example.com"));
        assertThat(api.post(replay, "{}").text("data.status")).isEqualTo("received");
        assertThat(hook.lead().get("email").asString()).isEqualTo("a@example.com");
        assertThat(hook.now().text("data.status")).isEqualTo("active");
    }

    @Test
    void many_that_are_replayed_are_asked_for_once_each() {
        var hook = connect(FACEBOOK);
        var ids = List.of("1001", "1002", "1003", "1004", "1005");
        ids.forEach(id -> provider.on(FACEBOOK.lead().formatted(id), 403, "{}"));
        ids.forEach(id -> announce(hook, FACEBOOK, id));
        Await.until(() -> api.get("/api/v1/intake?status=failed").number("meta.total") == ids.size());
        ids.forEach(id -> provider.on(FACEBOOK.lead().formatted(id), 400, BUSY));
        api.post("/api/v1/intake/replay", "{\"source\": \"integration\", \"source_id\": %d}".formatted(hook.id()));
        Await.until(() -> api.get(hook.path() + "/events")
                .at("data")
                .valueStream()
                .allMatch(row -> row.get("reason").asString("").contains("tried again")));
        ids.forEach(
                id -> provider.on(FACEBOOK.lead().formatted(id), 200, lead(FACEBOOK, id, "a" + id + "@example.com")));
        later(() -> hook.now().number("data.leads_count") == ids.size());
        assertThat(ids).allMatch(id -> provider.asked("/v26.0/" + id + "?") == 3);
        assertThat(api.get(hook.path() + "/events")
                        .at("data")
                        .valueStream()
                        .map(row -> row.get("attempts").asInt()))
                .containsOnly(2);
    }

    @Test
    void what_has_used_up_its_retries_has_them_again_once_it_is_replayed() {
        var hook = connect(FACEBOOK);
        var path = FACEBOOK.lead().formatted("1001");
        provider.on(path, 400, BUSY);
        announce(hook, FACEBOOK, "1001");
        Await.until(() -> {
            server.clock().pass(Duration.ofHours(9));
            return waiting() == 0;
        });
        var failed = hook.last();
        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(provider.asked(path)).isEqualTo(11);
        api.post("/api/v1/intake/" + failed.get("id") + "/replay", "{}");
        Await.until(() -> api.get(hook.path() + "/events").text("data.0.reason").contains("tried again")
                && provider.asked(path) == 12);
        assertThat(waiting()).isEqualTo(1);
        provider.on(path, 200, lead(FACEBOOK, "1001", "a@example.com"));
        later(() -> waiting() == 0);
        assertThat(hook.lead().get("email").asString()).isEqualTo("a@example.com");
    }

    @Test
    void a_paused_one_gets_no_leads_by_anothers_url_or_backfill() {
        var hook = connect(FACEBOOK);
        var instagram = Connected.create(api, body(FACEBOOK).replace("\"facebook\"", "\"instagram\""));
        api.patch(instagram.path(), "{\"status\": \"paused\"}");
        var ofInstagram = lead(FACEBOOK, "1001", "a@example.com").replace("\"fb\"", "\"ig\"");
        provider.on("/v26.0/1001?", 200, ofInstagram);
        announce(hook, FACEBOOK, "1001");
        Await.until(() -> instagram.now().number("data.events_count") == 1);
        var ignored = instagram.last();
        assertThat(ignored.get("status").asString()).isEqualTo("ignored");
        assertThat(ignored.get("reason").asString()).contains("paused");
        provider.on("/77/leadgen_forms", 200, "{\"data\": [{\"id\": \"555\"}]}");
        provider.on("/555/leads", 200, "{\"data\": [%s]}".formatted(ofInstagram.replace("1001", "1002")));
        api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}");
        Await.until(() -> instagram.now().number("data.events_count") == 2);
        assertThat(instagram.last().get("status").asString()).isEqualTo("ignored");
        var replay = "/api/v1/intake/" + ignored.get("id") + "/replay";
        assertThat(api.post(replay, "{}").text("data.status")).isEqualTo("ignored");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        api.patch(instagram.path(), "{\"status\": \"active\"}");
        api.post(replay, "{}");
        Await.until(() -> instagram.now().number("data.leads_count") == 1);
    }

    @Test
    void what_is_held_is_ignored_and_a_backfill_ends_when_somebody_pauses() {
        var hook = connect(FACEBOOK);
        provider.on("/77/leadgen_forms", 200, "{\"data\": [{\"id\": \"555\"}]}");
        provider.on("/555/leads", 400, BUSY);
        provider.on("/v26.0/1001?", 400, BUSY);
        announce(hook, FACEBOOK, "1001");
        api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}");
        Await.until(() -> provider.asked("/555/leads") == 1
                && api.get(hook.path() + "/events").text("data.0.reason").contains("tried again"));
        api.patch(hook.path(), "{\"status\": \"paused\"}");
        provider.on("/555/leads", 200, "{\"data\": [%s]}".formatted(lead(FACEBOOK, "999", "b@example.com")));
        provider.on("/v26.0/1001?", 200, lead(FACEBOOK, "1001", "a@example.com"));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        var backfills = server.bean(Backfills.class);
        later(() -> backfills.last(workspace.id(), hook.id()).orElseThrow().finishedAt() != null);
        assertThat(provider.asked("/555/leads")).isEqualTo(1);
        assertThat(provider.asked("/v26.0/1001?")).isEqualTo(1);
        assertThat(hook.now().number("data.events_count")).isEqualTo(1);
    }

    @Test
    void a_provider_that_says_nothing_keeps_neither_jobs_nor_other_workspaces_waiting() {
        var hook = connect(FACEBOOK);
        var ids = List.of("1001", "1002", "1003", "1004", "1005", "1006");
        ids.forEach(id -> provider.silent(FACEBOOK.lead().formatted(id)));
        ids.forEach(id -> announce(hook, FACEBOOK, id));
        provider.silent("/77/leadgen_forms");
        api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}");
        var second = api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}");
        assertThat(second.status()).as("one after the other").isEqualTo(409);
        Await.until(() -> provider.asked("/v26.0/100") == 2 && provider.asked("/77/leadgen_forms") == 1);
        assertThat(server.bean(Scheduler.class).getCurrentlyExecuting())
                .noneMatch(job -> job.getTaskInstance().getTaskName().startsWith("integration"));
        try (var another = new ProviderDouble()) {
            var other = server.newWorkspace().leadHub();
            var connected = Connected.create(other, body(FACEBOOK).replace(provider.url(), another.url()));
            another.on("/v26.0/1001?", 200, lead(FACEBOOK, "1001", "a@example.com"));
            announce(connected, FACEBOOK, "1001");
            assertThat(connected.last().get("status").asString()).isEqualTo("processed");
        }
    }

    @Test
    void metas_handshake_gets_its_challenge_and_nobody_elses() {
        var made = api.post("/api/v1/integrations", body(FACEBOOK));
        var hook = new Connected(api, made.number("data.id"), made.text("data.webhook_url"));
        var token = made.text("data.config.verify_token.value");
        var asked = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        var right = Connected.send("GET", hook.url() + asked + token, "", Map.of());
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.header("content-type")).startsWith("text/plain");
        for (var wrong : new String[] {hook.url() + asked + "wrong", hook.url(), hook.url() + "x" + asked + token}) {
            assertThat(Connected.send("GET", wrong, "", Map.of()).status()).isEqualTo(403);
        }
        assertThat(hook.now().text("data.last_error.message")).contains("verify token");
        var webhook = Connected.create(api, "{\"type\": \"webhook\"}");
        assertThat(Connected.send("GET", webhook.url(), "", Map.of()).status()).isEqualTo(405);
    }

    @Test
    void linkedins_challenge_is_answered_with_our_client_secret() {
        var hook = connect(LINKEDIN);
        var code = "2e2a6a8a-2ed4-4d2c-a0a3-8d1f5f6f5a10";
        var answer = Connected.send("GET", hook.url() + "?challengeCode=" + code, "", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("challengeCode")).isEqualTo(code);
        assertThat(answer.text("challengeResponse")).isEqualTo(hmac(SECRET, code));
        assertThat(Connected.send("GET", hook.url(), "", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void whoever_knows_linkedins_url_gets_no_signature_for_a_post_of_theirs() {
        var hook = connect(LINKEDIN);
        var forged = "hmacsha256=" + LINKEDIN.notice("1001").replace("CREATED", "DELETED");
        for (var code : new String[] {forged.replaceAll("\\s", ""), "hmacsha256=1", "2e2a6a8a", "-".repeat(36)}) {
            var asked = hook.url() + "?challengeCode=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
            var answer = Connected.send("GET", asked, "", Map.of());
            assertThat(answer.status()).as(code).isEqualTo(403);
            assertThat(answer.body()).as(code).doesNotContain(hmac(SECRET, code));
        }
        assertThat(hook.now().number("data.events_count")).isZero();
    }

    @Test
    void a_lead_that_its_person_withdrew_says_so() {
        var hook = connect(LINKEDIN);
        var body = LINKEDIN.notice("1001").replace("CREATED", "DELETED");
        assertThat(hook.post(body, LINKEDIN.signed(body)).status()).isEqualTo(200);
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(hook.last().get("reason").asString()).contains("withdrawn");
    }

    @Test
    void a_lead_that_is_known_here_says_when_its_person_withdrew_it() {
        var hook = connect(LINKEDIN);
        provider.on(LINKEDIN.lead().formatted("1001"), 200, lead(LINKEDIN, "1001", "a@example.com"));
        announce(hook, LINKEDIN, "1001");
        var lead = hook.lead();
        assertThat(lead.at("/custom_fields/withdrawn_at").isMissingNode()).isTrue();
        var withdrawn = LINKEDIN.notice("1001").replace("CREATED", "DELETED");
        hook.post(withdrawn, LINKEDIN.signed(withdrawn));
        var row = hook.last();
        assertThat(row.get("status").asString()).isEqualTo("processed");
        assertThat(row.get("lead_id")).isEqualTo(lead.get("id"));
        assertThat(hook.lead().at("/custom_fields/withdrawn_at").asString()).startsWith("20");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads/" + lead.get("id") + "/timeline").body())
                .containsOnlyOnce("lead.withdrawn");
        assertThat(workspace
                        .panel(Role.ADMIN)
                        .get("/leads/" + lead.get("id"), "de")
                        .body())
                .contains("meldete, dass die Person diesen Lead zurückgezogen hat");
        hook.post(withdrawn, LINKEDIN.signed(withdrawn));
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(api.get("/api/v1/leads/" + lead.get("id") + "/timeline").body())
                .containsOnlyOnce("lead.withdrawn");
    }

    @Test
    void what_is_withdrawn_before_it_is_fetched_makes_no_lead_in_whichever_order_it_comes() {
        var hook = connect(LINKEDIN);
        var second = Connected.create(api, body(LINKEDIN).replace("sponsoredAccount:77", "sponsoredAccount:88"));
        var path = LINKEDIN.lead().formatted("1001");
        provider.on(path, 429, "{}");
        announce(hook, LINKEDIN, "1001");
        Await.until(() -> provider.asked(path) > 0);
        // By the URL of another account of the app.
        var withdrawn = LINKEDIN.notice("1001").replace("CREATED", "DELETED");
        assertThat(second.post(withdrawn, LINKEDIN.signed(withdrawn)).status()).isEqualTo(200);
        Await.until(() -> waiting() == 0);
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(hook.last().get("reason").asString()).contains("withdrawn");
        provider.on(path, 200, lead(LINKEDIN, "1001", "a@example.com"));
        announce(hook, LINKEDIN, "1001");
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        var early = LINKEDIN.notice("1002").replace("CREATED", "DELETED");
        hook.post(early, LINKEDIN.signed(early));
        hook.last();
        provider.on(LINKEDIN.lead().formatted("1002"), 200, lead(LINKEDIN, "1002", "b@example.com"));
        announce(hook, LINKEDIN, "1002");
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void a_lead_of_another_account_is_withdrawn_by_the_one_url_of_the_app() {
        var first = connect(LINKEDIN);
        var second = Connected.create(api, body(LINKEDIN).replace("sponsoredAccount:77", "sponsoredAccount:88"));
        var path = LINKEDIN.lead().formatted("1001");
        provider.on(path, 429, "{}");
        // Announced without its owner, which only the lead itself tells.
        var notice = LINKEDIN.notice("1001").replace("\"sponsoredAccount\": \"urn:li:sponsoredAccount:77\"", "");
        first.post(notice, LINKEDIN.signed(notice));
        Await.until(() -> provider.asked(path) > 0);
        assertThat(waiting()).isEqualTo(1);
        for (var id : List.of("1001", "1002")) {
            var withdrawn = LINKEDIN.notice(id)
                    .replace("CREATED", "DELETED")
                    .replace("sponsoredAccount:77", "sponsoredAccount:88");
            first.post(withdrawn, LINKEDIN.signed(withdrawn));
            first.post(withdrawn, LINKEDIN.signed(withdrawn));
            provider.on(
                    LINKEDIN.lead().formatted(id),
                    200,
                    lead(LINKEDIN, id, "a@example.com").replace("sponsoredAccount:77", "sponsoredAccount:88"));
        }
        later(() -> waiting() == 0);
        var other = LINKEDIN.notice("1002").replace("sponsoredAccount:77", "sponsoredAccount:88");
        first.post(other, LINKEDIN.signed(other));
        later(() -> waiting() == 0);
        assertThat(second.last().get("status").asString()).isEqualTo("ignored");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void a_lead_that_meta_announces_before_it_hands_it_over_is_asked_for_again_for_a_minute() {
        var hook = connect(FACEBOOK);
        var path = FACEBOOK.lead().formatted("1001");
        var missing = "{\"error\": {\"message\": \"x\", \"code\": 100, \"error_subcode\": 33}}";
        provider.on(path, 400, missing);
        announce(hook, FACEBOOK, "1001");
        Await.until(() -> api.get(hook.path() + "/events").text("data.0.reason").contains("Leads Access"));
        assertThat(waiting()).isEqualTo(1);
        provider.on(path, 200, lead(FACEBOOK, "1001", "a@example.com"));
        later(() -> waiting() == 0);
        assertThat(hook.lead().get("email").asString()).isEqualTo("a@example.com");
        provider.on(FACEBOOK.lead().formatted("1002"), 400, missing);
        announce(hook, FACEBOOK, "1002");
        later(() -> waiting() == 0);
        assertThat(hook.last().get("status").asString()).isEqualTo("failed");
    }

    @Test
    void a_batch_of_meta_is_a_row_a_lead_and_a_bad_one_takes_no_other_along() {
        var hook = connect(FACEBOOK);
        provider.on("/v26.0/1001?", 200, lead(FACEBOOK, "1001", "a@example.com"));
        provider.on("/v26.0/9007199254740993?", 200, lead(FACEBOOK, "9007199254740993", "b@example.com"));
        provider.on("/v26.0/1003?", 200, lead(FACEBOOK, "1003", "test@fb.com"));
        var body =
                "{\"object\": \"page\", \"entry\": [%s, {\"changes\": [{\"field\": \"feed\"}, 7]}, 3, %s, %s, %s, %s]}"
                        .formatted(
                                entry("\"1001\"", "77"),
                                entry("9007199254740993", "77"),
                                entry("444444444444", "77"),
                                entry("1003", "77"),
                                entry("\"9999\"", "77"));
        assertThat(hook.post(body, FACEBOOK.signed(body)).status()).isEqualTo(200);
        Await.until(() -> waiting() == 0);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        assertThat(api.get("/api/v1/intake?status=test").number("meta.total")).isEqualTo(2);
        assertThat(api.get("/api/v1/intake?status=failed").text("data.0.external_id"))
                .isEqualTo("9999");
        var other = "{\"object\": \"page\", \"entry\": [{\"changes\": [{\"field\": \"feed\"}]}]}";
        hook.post(other, FACEBOOK.signed(other));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
    }

    @Test
    void one_app_serves_several_pages_and_both_platforms() {
        var hook = connect(FACEBOOK);
        var second = Connected.create(api, body(FACEBOOK).replace("\"77\"", "\"88\""));
        var instagram = Connected.create(api, body(FACEBOOK).replace("\"facebook\"", "\"instagram\""));
        provider.on("/v26.0/1001?", 200, lead(FACEBOOK, "1001", "a@example.com"));
        provider.on("/v26.0/1002?", 200, lead(FACEBOOK, "1002", "b@example.com").replace("\"fb\"", "\"ig\""));
        for (var body :
                new String[] {leadgen("\"1001\"", "88"), leadgen("\"1002\"", "77"), leadgen("\"1003\"", "99")}) {
            assertThat(hook.post(body, FACEBOOK.signed(body)).status()).isEqualTo(200);
        }
        Await.until(() -> waiting() == 0);
        assertThat(second.lead().get("email").asString()).isEqualTo("a@example.com");
        assertThat(instagram.lead().get("email").asString()).isEqualTo("b@example.com");
        assertThat(instagram.lead().get("source").asString()).isEqualTo("instagram");
        assertThat(hook.now().number("data.leads_count")).isZero();
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(hook.last().get("reason").asString()).contains("another page");
        assertThat(provider.asked("1003")).isZero();
        var again = leadgen("\"1002\"", "77");
        instagram.post(again, FACEBOOK.signed(again));
        assertThat(instagram.last().get("status").asString()).isEqualTo("duplicate");
    }

    @Test
    void leads_from_before_are_fetched_page_by_page_and_none_twice() {
        var hook = connect(FACEBOOK);
        provider.on("/v26.0/1001?", 200, lead(FACEBOOK, "1001", "a@example.com"));
        announce(hook, FACEBOOK, "1001");
        hook.lead();
        provider.on("/77/leadgen_forms", 200, "{\"data\": [{\"id\": \"555\"}, {\"id\": \"556\"}]}");
        provider.on(
                "/555/leads",
                200,
                "{\"data\": [%s, %s], \"paging\": {\"cursors\": {\"after\": \"QW\"}, \"next\": \"https://x/?access_token=y\"}}"
                        .formatted(lead(FACEBOOK, "1001", "a@example.com"), lead(FACEBOOK, "1000", "b@example.com")));
        provider.on("&after=QW&fields=id,created_time", 400, "{\"error\": {\"code\": 4}}");
        provider.on("/556/leads", 200, "{\"data\": [%s]}".formatted(lead(FACEBOOK, "999", "c@example.com")));
        var begun = api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01T00:10:00Z\"}");
        assertThat(begun.status()).isEqualTo(202);
        Await.until(() -> provider.asked("&after=QW") > 0);
        assertThat(provider.last("/555/leads").line()).contains("1767225600");
        provider.on("&after=QW&fields=id,created_time", 200, "{\"data\": []}");
        later(() -> hook.now().number("data.leads_count") == 3);
        assertThat(hook.now().number("data.events_count")).isEqualTo(3);
        var asked = provider.asked("/556/leads");
        api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}");
        Await.until(() -> provider.asked("/556/leads") > asked);
        announce(hook, FACEBOOK, "999");
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(3);
    }

    @Test
    void linkedin_hands_over_leads_from_before_too() {
        var hook = connect(LINKEDIN);
        provider.on(
                "/rest/leadFormResponses?q=owner&owner=(sponsoredAccount:urn:li:sponsoredAccount:77)",
                200,
                "{\"elements\": [%s], \"paging\": {\"start\": 0, \"count\": 100}}"
                        .formatted(lead(LINKEDIN, "a-1", "a@example.com")));
        assertThat(api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}")
                        .status())
                .isEqualTo(202);
        Await.until(() -> hook.now().number("data.leads_count") == 1);
        announce(hook, LINKEDIN, "a-1");
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(provider.last("leadFormResponses").header("Linkedin-Version"))
                .isEqualTo("202606");
    }

    @Test
    void an_organization_hands_over_each_kind_of_its_leads_of_a_year_at_most() {
        var hook = connect(LINKEDIN);
        api.patch(hook.path(), "{\"config\": {\"owner\": \"urn:li:organization:9\"}}");
        var asked = "/rest/leadFormResponses?q=owner&owner=(organization:urn:li:organization:9)&leadType=(leadType:";
        var none = "{\"elements\": []}";
        provider.on(asked + "COMPANY", 200, "{\"elements\": [%s]}".formatted(lead(LINKEDIN, "a-1", "a@example.com")));
        provider.on(asked + "EVENT", 200, none);
        provider.on(
                asked + "ORGANIZATION_PRODUCT",
                200,
                "{\"elements\": [%s]}".formatted(lead(LINKEDIN, "a-2", "b@example.com")));
        assertThat(api.post(hook.path() + "/backfill", "{\"since\": \"2020-01-01\"}")
                        .status())
                .isEqualTo(202);
        Await.until(() -> hook.now().number("data.leads_count") == 2);
        var oldest = server.clock().instant().minus(Duration.ofDays(366)).toEpochMilli();
        var line = provider.last("leadType:COMPANY").line();
        assertThat(Long.parseLong(line.replaceAll(".*start:([0-9]+),.*", "$1"))).isGreaterThan(oldest);
    }

    @Test
    void a_test_asks_the_provider_and_names_what_is_missing() {
        var hook = connect(FACEBOOK);
        provider.on("/77?", 200, "{\"id\": \"77\", \"name\": \"Page\"}");
        provider.on("/77/subscribed_apps", 200, "{\"data\": [{\"subscribed_fields\": [\"feed\"]}]}");
        provider.on("/77/leadgen_forms", 400, "{\"error\": {\"code\": 200}}");
        var checks = api.post(hook.path() + "/test", "{}").at("data.checks");
        assertThat(checks.valueStream()
                        .filter(check -> !check.get("ok").asBoolean())
                        .map(check -> check.get("name").asString()))
                .containsExactly("events", "subscription", "forms");
        assertThat(checks.toString()).contains("leads_retrieval").doesNotContain(TOKEN);
        provider.on("/77?", 400, EXPIRED);
        checks = api.post(hook.path() + "/test", "{}").at("data.checks");
        assertThat(checks.valueStream()
                        .filter(check -> !check.get("ok").asBoolean())
                        .map(check -> check.get("name").asString()))
                .containsExactly("events", "access_token");
    }

    /** Of every type that there is, with all that it asks for. */
    private Connected connectAny(JsonNode type) {
        var config = Json.MAPPER.createObjectNode();
        for (var field : type.get("fields")) {
            switch (field.get("key").asString()) {
                case "page_id" -> config.put("page_id", "77");
                case "owner" -> config.put("owner", "urn:li:sponsoredAccount:77");
                case "api_base_url" -> config.put("api_base_url", provider.url());
                case "host" -> config.put("host", "localhost");
                case String key when Connected.isRequired(type, field) -> config.put(key, SECRET);
                default -> {
                    // It can be left out.
                }
            }
        }
        return Connected.create(
                api,
                "{\"type\": \"%s\", \"config\": %s}".formatted(type.get("type").asString(), config));
    }

    @Test
    void what_a_test_finds_is_said_in_every_language() {
        var all = api.get("/api/v1/integrations/types?per_page=100")
                .at("data")
                .valueStream()
                .filter(type -> type.get("direction").asString().equals("in"))
                .map(this::connectAny)
                .toList();
        var found = new TreeSet<String>();
        found.addAll(found(all));
        provider.on("/77?", 200, "{\"id\": \"77\"}");
        found.addAll(found(all));
        provider.on("/77/subscribed_apps", 200, "{\"data\": [{\"subscribed_fields\": [\"leadgen\"]}]}");
        provider.on("/77/leadgen_forms", 200, "{\"data\": []}");
        found.addAll(found(all));
        assertThat(found)
                .contains(
                        "integrations.check.access_token.ok",
                        "integrations.check.access_token.wrong",
                        "integrations.check.forms.ok",
                        "integrations.check.forms.wrong",
                        "integrations.check.subscription.ok",
                        "integrations.check.subscription.wrong");
        for (var language : Words.LANGUAGES) {
            assertThat(Words.in(language).texts().keySet()).as(language).containsAll(found);
        }
    }

    private TreeSet<String> found(List<Connected> all) {
        var found = new TreeSet<String>();
        for (var one : all) {
            api.post(one.path() + "/test", "{}")
                    .at("data.checks")
                    .forEach(check -> found.add("integrations.check."
                            + check.get("name").asString()
                            + (check.get("ok").asBoolean() ? ".ok" : ".wrong")));
        }
        return found;
    }

    @Test
    void what_the_provider_answers_stands_beside_the_words_of_ones_language() {
        var hook = connect(LINKEDIN);
        var panel = workspace.panel(Role.ADMIN);
        provider.on("/rest/leadForms", 500, "{}");
        panel.get(page(hook), "de");
        var tested = panel.post(page(hook) + "/test", Map.of(), "de");
        assertThat(tested.body())
                .contains("Mit diesem Zugriffstoken", "dir=\"ltr\">(HTTP 500")
                .doesNotContain("save a new one");
    }

    private static String page(Connected hook) {
        return "/settings/integrations/" + hook.id();
    }

    @Test
    void past_leads_are_fetched_by_a_button_that_says_how_far_it_is() {
        var hook = connect(FACEBOOK);
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get(page(hook)).body())
                .contains("Fetch past leads", "type=\"date\"")
                .doesNotContain("Fetching since", "Fetched last");
        for (var wrong : new String[] {"", "yesterday", "2026-02-30", "+99999-01-01"}) {
            var refused = panel.post(page(hook) + "/backfill", Map.of("since", wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("Enter a valid date", "is-invalid");
        }
        provider.on("/77/leadgen_forms", 400, "{\"error\": {\"code\": 4}}");
        assertThat(begin(panel, hook).status()).isEqualTo(303);
        Await.until(() -> panel.get(page(hook)).body().contains("Next try"));
        assertThat(panel.get(page(hook)).body())
                .contains("Fetching since", "Found until now: 0", "could not be asked")
                .doesNotContain(page(hook) + "/backfill");
        provider.on("/77/leadgen_forms", 200, "{\"data\": [{\"id\": \"555\"}]}");
        provider.on("/555/leads", 200, "{\"data\": [%s]}".formatted(lead(FACEBOOK, "1000", "b@example.com")));
        later(() -> panel.get(page(hook)).body().contains("Fetched last"));
        assertThat(panel.get(page(hook)).body()).contains("Found: 1; new: 1.", page(hook) + "/backfill");
        assertThat(panel.get(page(hook), "de").body()).contains("Gefunden: 1; neu: 1.");
        panel.post(page(hook) + "/pause", Map.of());
        assertThat(panel.get(page(hook)).body()).contains("Resume the integration to fetch");
        var refused = begin(panel, hook);
        assertThat(refused.status()).isEqualTo(422);
        var webhook = Connected.create(api, "{\"type\": \"webhook\"}");
        assertThat(panel.get(page(webhook)).body()).doesNotContain("Fetch past leads");
        assertThat(begin(panel, webhook).status()).isEqualTo(422);
    }

    private static Panel.Answer begin(Panel panel, Connected hook) {
        return panel.post(page(hook) + "/backfill", Map.of("since", "2026-01-01"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void secrets_go_to_no_other_address_than_they_were_given_for(Provider one) {
        var hook = connect(one);
        var moved = api.patch(hook.path(), "{\"config\": {\"api_base_url\": \"http://127.0.0.1:1\"}}");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.at("errors").propertyNames()).contains("config.access_token");
        assertThat(api.patch(hook.path(), "{\"config\": {\"api_base_url\": \"no address\"}}")
                        .at("errors")
                        .propertyNames())
                .contains("config.api_base_url");
        assertThat(api.patch(hook.path(), "{\"name\": \"x\"}").status()).isEqualTo(200);
    }
}
