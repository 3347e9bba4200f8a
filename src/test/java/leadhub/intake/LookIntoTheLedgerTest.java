package leadhub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.Scope;
import leadhub.base.Actor;
import leadhub.base.Refusal;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

class LookIntoTheLedgerTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String inbound = "/api/inbound/leads?tenant=" + workspace.slug();

    @Test
    void each_inbound_lead_is_a_row_with_what_came_and_what_became_of_it() {
        var sent = "{\"email\":  \"sarah@example.com\", \"first_name\": \"Särah\" }\n";
        var lead = api.with("User-Agent", "Zapier").post(inbound, sent).number("lead_id");
        var list = api.get("/api/v1/intake");
        assertThat(list.number("meta.total")).isEqualTo(1);
        assertThat(list.text("data.0.source")).isEqualTo("inbound");
        assertThat(list.text("data.0.status")).isEqualTo("processed");
        assertThat(list.number("data.0.lead_id")).isEqualTo(lead);
        assertThat(list.at("data.0.source_id").isNull()).isTrue();
        assertThat(list.at("data.0.reason").isNull()).isTrue();
        var one = api.get("/api/v1/intake/" + list.text("data.0.id"));
        assertThat(one.text("data.body")).isEqualTo(sent);
        assertThat(one.at("data.body_encoding").isNull()).isTrue();
        assertThat(one.at("data.outcome.is_new_lead").asBoolean()).isTrue();
        assertThat(one.at("data.headers").get("user-agent").asString()).isEqualTo("Zapier");
        assertThat(one.body()).doesNotContain("Bearer", "lh_");
        // The same person again is no duplicate delivery: it came and was worked on.
        api.post(inbound, sent);
        var again = api.get("/api/v1/intake?lead_id=" + lead);
        assertThat(again.number("meta.total")).isEqualTo(2);
        assertThat(again.text("data.0.status")).isEqualTo("processed");
        assertThat(api.get("/api/v1/intake/" + again.text("data.0.id"))
                        .at("data.outcome.is_new_lead")
                        .asBoolean())
                .isFalse();
        assertThat(api.delete("/api/v1/leads/" + lead).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/intake?lead_id=" + lead).number("meta.total"))
                .isEqualTo(2);
    }

    @Test
    void what_was_refused_says_why_and_is_kept_under_an_idempotency_key_too() {
        api.post(inbound, "{\"first_name\": \"A\", \"tags\": \"x\"}");
        var keyed = api.with("Idempotency-Key", "k1");
        assertThat(keyed.post(inbound, "{\"first_name\": \"B\"}").status()).isEqualTo(422);
        assertThat(keyed.post(inbound, "{\"email\": \"b@example.com\"}").status())
                .isEqualTo(201);
        assertThat(keyed.post(inbound, "{\"email\": \"b@example.com\"}").status())
                .isEqualTo(201);
        var failed = api.get("/api/v1/intake?status=failed");
        assertThat(failed.number("meta.total")).isEqualTo(2);
        assertThat(failed.text("data.0.reason")).isEqualTo("The email field is required.");
        var first = api.get("/api/v1/intake/" + failed.text("data.1.id"));
        assertThat(first.at("data.outcome.errors").propertyNames()).containsExactlyInAnyOrder("tags", "email");
        assertThat(first.text("data.outcome.errors.tags.0")).isEqualTo("The tags field must be an array.");
        assertThat(api.get("/api/v1/intake?status=processed").number("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void a_body_that_is_no_text_is_shown_in_base64() {
        var form = api.with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.post(inbound, "email=c%40example.com").status()).isEqualTo(201);
        var row = api.get("/api/v1/intake");
        assertThat(row.text("data.0.content_type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(row.number("data.0.size")).isEqualTo("email=c%40example.com".length());
        keep(Map.of(), new byte[] {(byte) 0xff, 0}, IntakeOutcome.test());
        var one = api.get("/api/v1/intake/" + api.get("/api/v1/intake").text("data.0.id"));
        assertThat(one.text("data.body")).isEqualTo("/wA=");
        assertThat(one.text("data.body_encoding")).isEqualTo("base64");
    }

    @Test
    void of_headers_only_those_are_kept_that_say_no_secret_and_no_address() {
        var sent = new LinkedHashMap<String, String>();
        List.of(
                        "User-Agent",
                        "Content-Type",
                        "Accept-Language",
                        "X-Hub-Signature-256",
                        "X-Shopify-Webhook-Id",
                        "X-GitHub-Delivery",
                        "Webhook-Timestamp")
                .forEach(name -> sent.put(name, "kept"));
        List.of(
                        "Authorization",
                        "Cookie",
                        "Cf-Access-Jwt-Assertion",
                        "X-Amzn-Oidc-Data",
                        "X-Forwarded-For",
                        "X-Goog-Iap-Jwt-Assertion",
                        "True-Client-Ip",
                        "X-Webhook-Token",
                        "X-Hook-Secret",
                        "Fly-Client-Ip",
                        "X-Ms-Client-Principal",
                        "X-Original-Url")
                .forEach(name -> sent.put(name, "dropped"));
        sent.put("Referer", "https://me:pw@example.com/form?token=1");
        var kept = KeptHeaders.of(sent);
        assertThat(kept).hasSize(8).doesNotContainValue("dropped");
        assertThat(kept.get("referer")).isEqualTo("https://example.com/form");
    }

    @Test
    void a_reason_that_has_no_words_any_more_is_its_key() {
        keep(Map.of(), new byte[0], IntakeOutcome.ignored(Refusal.of("gone.long_ago")));
        keep(Map.of(), new byte[0], IntakeOutcome.ignored(Refusal.of("between")));
        var list = api.get("/api/v1/intake");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text("data.1.reason")).isEqualTo("gone.long_ago");
    }

    private void keep(Map<String, String> headers, byte[] body, IntakeOutcome outcome) {
        var actor = new Actor(Actor.Kind.INBOUND, 0, "A source");
        server.bean(IntakeLedger.class)
                .keep(
                        workspace.id(),
                        new NewIntake(IntakeSource.INBOUND, 0, null, actor, null, headers, body, false),
                        outcome);
    }

    @Test
    void rows_are_found_by_source_status_and_time() {
        api.post(inbound, "{\"email\": \"a@example.com\"}");
        var at = api.get("/api/v1/intake").text("data.0.received_at");
        server.clock().pass(Duration.ofHours(2));
        api.post(inbound, "{}");
        assertThat(total("source=inbound")).isEqualTo(2);
        assertThat(total("source=form")).isZero();
        assertThat(total("to=" + at.replace("+", "%2B"))).isEqualTo(1);
        assertThat(total("from=" + server.clock().instant().minusSeconds(60))).isEqualTo(1);
        assertThat(total("from=" + at.substring(0, 10) + "&to=2999-01-01")).isEqualTo(2);
        var wrong = api.get("/api/v1/intake?source=x&status=y&from=z&lead_id=a");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("errors").propertyNames()).containsExactlyInAnyOrder("source", "status", "from", "lead_id");
        assertThat(api.get("/api/v1/intake/999999999").status()).isEqualTo(404);
    }

    private long total(String query) {
        return api.get("/api/v1/intake?" + query).number("meta.total");
    }

    @Test
    void what_came_in_tells_of_leads() {
        var noLeads = EnumSet.allOf(Scope.class);
        noLeads.remove(Scope.READ_LEADS);
        var key = ApiClient.leadHub(server.origin(), workspace.secret(noLeads, 1000, null));
        assertThat(key.get("/api/v1/intake").status()).isEqualTo(403);
        assertThat(key.post("/api/v1/intake/replay", "{\"status\": \"failed\"}").status())
                .isEqualTo(403);
    }

    @Test
    void a_body_over_one_mebibyte_is_refused_and_leaves_no_row() {
        var answer = api.post(inbound, "{\"email\": \"a@example.com\", \"x\": \"%s\"}".formatted("x".repeat(1 << 20)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(total("")).isZero();
        var whole = "{\"email\": \"a@example.com\", \"x\": \"%s\"}".formatted("x".repeat((1 << 20) - 100));
        assertThat(api.post(inbound, whole).status()).isEqualTo(201);
        assertThat(api.get("/api/v1/intake/" + api.get("/api/v1/intake").text("data.0.id"))
                        .text("data.body"))
                .isEqualTo(whole);
    }

    @Test
    void rows_are_forgotten_after_their_days() {
        api.post(inbound, "{\"email\": \"a@example.com\"}");
        server.clock().pass(Duration.ofDays(89));
        api.post(inbound, "{\"email\": \"b@example.com\"}");
        var retention = server.bean(IntakeRetention.class);
        retention.step(workspace.id());
        assertThat(total("")).isEqualTo(2);
        server.clock().pass(Duration.ofDays(2));
        retention.step(workspace.id());
        assertThat(total("")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
    }
}
