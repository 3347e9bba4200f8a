package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody looks after webhooks in the settings. */
class WebhooksByPageTest {
    private static final String ALL = "/settings/webhooks";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();
    private final Panel panel = workspace.panel(Role.ADMIN);

    @BeforeEach
    void look() {
        panel.get(ALL);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Map<String, String> form(String... more) {
        var fields = new LinkedHashMap<>(Map.of("target_url", receiver.url(), "name", "CRM", "all", "yes"));
        for (var i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private Hook create(String... more) {
        var made = panel.post(ALL, form(more));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        var secret = SECRET.matcher(made.body());
        return new Hook(
                api, api.get("/api/v1/webhooks?per_page=100").number("data.0.id"), secret.find() ? secret.group() : "");
    }

    private static String page(Hook hook) {
        return ALL + "/" + hook.id();
    }

    @Test
    void the_secret_of_a_new_one_is_shown_once() {
        var hook = create();
        assertThat(hook.secret()).isNotEmpty();
        assertThat(panel.get(page(hook)).body()).contains("CRM").doesNotContain("whsec_");
        assertThat(panel.get(ALL).body()).contains("CRM", receiver.url()).doesNotContain("whsec_");
        hook.lead();
        var heard = receiver.await(1).getFirst();
        assertThat(heard.header("X-LeadHub-Signature")).isNotEmpty();
    }

    @Test
    void conditions_and_headers_are_those_of_the_api() {
        var hook = create(
                "headers", "X-Token: top secret\n\nX-Team: sales",
                "match", "any",
                "field.1", "source",
                "is.1", "equals",
                "value.1", "website",
                "field.4", "deal_value",
                "is.4", "greater",
                "typed.4", "1,000");
        assertThat(hook.get().at("data.conditions").toString())
                .isEqualTo("{\"match\":\"any\",\"conditions\":["
                        + "{\"field\":\"source\",\"operator\":\"equals\",\"value\":\"website\"},"
                        + "{\"field\":\"deal_value\",\"operator\":\"greater\",\"value\":\"1000\"}]}");
        hook.lead();
        assertThat(receiver.await(1).getFirst().header("X-Token")).isEqualTo("top secret");
        var edit = panel.get(page(hook) + "/edit").body();
        assertThat(edit).contains("X-Team: ***", "value=\"website\"").doesNotContain("top secret");
        // As a browser sends it back, with one header less and another condition.
        var saved = panel.post(
                page(hook), form("headers", "X-Token: ***", "field.1", "source", "is.1", "equals", "value.1", "api"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(hook.get().text("data.conditions.conditions.0.value")).isEqualTo("api");
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        assertThat(receiver.await(2).getLast().header("X-Token")).isEqualTo("top secret");
        assertThat(receiver.heard().getLast().header("X-Team")).isEmpty();
    }

    @Test
    void conditions_in_groups_stay_unless_somebody_wants_others() {
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["*"], "conditions": {"match": "any", "conditions": [
                    {"match": "all", "conditions": [{"field": "source", "operator": "equals", "value": "website"}]}]}}
                """.formatted(receiver.url()));
        assertThat(panel.get(page(hook)).body()).contains("website");
        assertThat(panel.get(page(hook) + "/edit").body()).contains("name=\"conditions_kept\"");
        panel.post(page(hook), form("conditions_kept", "yes"));
        assertThat(hook.get().text("data.conditions.conditions.0.match")).isEqualTo("all");
        panel.post(page(hook), form());
        assertThat(hook.get().body()).contains("\"conditions\":null");
    }

    @Test
    void numbers_in_conditions_are_read_in_the_readers_way() {
        var sent = form("field.1", "deal_value", "is.1", "greater", "typed.1", "12.000");
        assertThat(panel.post(ALL, sent, "de").status()).isEqualTo(200);
        var hook = new Hook(api, api.get("/api/v1/webhooks").number("data.0.id"), "");
        assertThat(hook.get().text("data.conditions.conditions.0.value")).isEqualTo("12000");
        assertThat(panel.get(page(hook), "de").body()).contains("12.000");
        assertThat(panel.post(page(hook), sent, "en").body())
                .contains("This can mean 12,000 or 12.", "name=\"typed.1\" value=\"12.000\"");
        var strange = form("field.1", "deal_value", "is.1", "greater", "typed.1", "1000.000");
        assertThat(panel.post(page(hook), strange, "de").body()).contains("name=\"typed.1\" value=\"1000.000\"");
        assertThat(hook.get().text("data.conditions.conditions.0.value")).isEqualTo("12000");
    }

    /** Left out, it would send more than was asked for. */
    @Test
    void no_condition_is_dropped_in_silence() {
        api.post("/api/v1/custom-fields", "{\"key\": \"budget\", \"label\": \"Budget\", \"type\": \"text\"}");
        var hook = create("field.31", "custom_fields.budget", "is.31", "equals", "value.31", "big");
        var field = api.get("/api/v1/custom-fields").number("data.0.id");
        assertThat(api.delete("/api/v1/custom-fields/" + field).status()).isEqualTo(204);
        assertThat(panel.get(page(hook) + "/edit").body()).contains("<option value=\"custom_fields.budget\" selected>");
        var gone = form("field.1", "custom_fields.budget", "is.1", "equals", "value.1", "big");
        assertThat(panel.post(page(hook), gone).body()).contains("Complete each condition", "custom_fields.budget");
        assertThat(panel.post(page(hook), form("field.1", "")).status()).isEqualTo(422);
        var both = panel.post(page(hook), form("conditions_kept", "yes", "field.1", "source"));
        assertThat(both.status()).isEqualTo(422);
    }

    @Test
    void what_is_wrong_is_said_beside_what_was_typed() {
        var url = panel.post(ALL, form("target_url", "http://10.1.2.3/x"));
        assertThat(url.status()).isEqualTo(422);
        assertThat(url.body()).contains("http://10.1.2.3/x", "private network");
        var events = new LinkedHashMap<>(form());
        events.remove("all");
        assertThat(panel.post(ALL, events).body()).contains("Choose at least one event");
        for (var header : new String[] {"no colon", "Host: x", "webhook-id: x", "X-A: ***"}) {
            var refused = panel.post(ALL, form("headers", header));
            assertThat(refused.status()).as(header).isEqualTo(422);
            assertThat(refused.body()).contains("Enter up to 20 headers", header);
        }
        var condition = panel.post(ALL, form("field.1", "deal_value", "is.1", "greater", "typed.1", "much"));
        assertThat(condition.body()).contains("Complete each condition", "value=\"much\"");
        var number = panel.post(ALL, form("field.1", "deal_value", "is.1", "greater", "typed.1", "12.000"));
        assertThat(number.body()).contains("This can mean 12,000 or 12.", "value=\"12.000\"");
        assertThat(panel.post(ALL, form("secret", "short")).body()).doesNotContain("value=\"short\"");
        assertThat(api.get("/api/v1/webhooks").at("data")).isEmpty();
    }

    @Test
    void rotating_the_secret_loses_no_event_and_the_old_one_can_be_ended_early() {
        var hook = create();
        var rotated = panel.post(page(hook) + "/rotate", Map.of("overlap_hours", "24"));
        assertThat(SECRET.matcher(rotated.body()).find()).isTrue();
        assertThat(rotated.body()).doesNotContain(hook.secret());
        hook.lead();
        assertThat(receiver.await(1).getFirst().header("webhook-signature")).contains(" v1,");
        assertThat(panel.get(page(hook)).body()).contains("The old secret also signs until");
        panel.post(page(hook) + "/end-overlap", Map.of());
        assertThat(panel.get(page(hook)).body()).doesNotContain("The old secret also signs until");
        hook.lead();
        assertThat(receiver.await(2).getLast().header("webhook-signature")).doesNotContain(" v1,");
        assertThat(panel.get("/settings/audit").body()).contains("ended the old secret of a webhook");
        assertThat(panel.post(page(hook) + "/rotate", Map.of("overlap_hours", "5"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_overlap_that_is_over_is_shown_no_longer_and_can_not_be_ended() {
        var hook = create();
        panel.post(page(hook) + "/rotate", Map.of("overlap_hours", "1"));
        server.clock().pass(Duration.ofHours(1));
        assertThat(panel.get(page(hook)).body()).doesNotContain("The old secret also signs until");
        var changed = hook.get().text("data.updated_at");
        panel.post(page(hook) + "/end-overlap", Map.of());
        assertThat(hook.get().text("data.updated_at")).isEqualTo(changed);
    }

    /** Its answer is the only one that shows the secret, and may get lost. */
    @Test
    void a_rotation_that_is_sent_twice_happens_once_and_leads_to_the_webhook() {
        var hook = create();
        var form = Map.of("overlap_hours", "24", "_once", UUID.randomUUID().toString());
        assertThat(panel.post(page(hook) + "/rotate", form).status()).isEqualTo(200);
        var again = panel.post(page(hook) + "/rotate", form);
        assertThat(again.header("Location")).isEqualTo(page(hook));
        assertThat(URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8))
                .contains("has already been rotated");
        hook.lead();
        assertThat(receiver.await(1).getFirst().header("webhook-signature").split(" "))
                .hasSize(2);
    }

    @Test
    void whoever_turns_it_on_again_is_offered_what_was_missed() {
        var hook = create();
        assertThat(panel.post(page(hook) + "/off", Map.of()).status()).isEqualTo(303);
        hook.lead();
        hook.lead();
        hook.await("skipped", 2);
        assertThat(panel.get(ALL).body()).contains("is-disabled");
        panel.post(page(hook) + "/on", Map.of());
        assertThat(panel.get(page(hook)).body()).contains("2 events didn’t arrive");
        panel.post(page(hook) + "/replay", Map.of("status", "", "from", "", "to", ""));
        hook.await("delivered", 2);
        Await.until(() -> panel.get(page(hook) + "/replays").body().contains("2 events were sent again"));
        assertThat(panel.get(page(hook) + "/replays").body()).contains("2 delivered, 0 waiting, 0 not delivered");
        assertThat(panel.get(page(hook)).body()).contains("Nothing was missed");
        assertThat(panel.post(page(hook) + "/replay", Map.of("from", "soon")).status())
                .isEqualTo(422);
        assertThat(panel.post(page(hook) + "/replay", Map.of("status", "pending"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_log_tells_what_was_sent_and_answered_and_can_be_filtered() {
        var hook = create("headers", "X-Token: top secret");
        receiver.become(Receiver.saying("HTTP/1.1 500 x\r\nContent-Length: 9\r\n\r\nNo <here>"));
        panel.post(page(hook) + "/test", Map.of("event", "lead.assigned"));
        hook.await("failed", 1);
        var failed = hook.last().text("data.id");
        var shown = panel.get(page(hook) + "/deliveries/" + failed).body();
        assertThat(shown)
                .contains("The receiver has a fault", "Answered 500", "No &lt;here&gt;", "X-Token", "Owner changed")
                .contains("\"event\" : \"lead.assigned\"")
                .doesNotContain("top secret");
        receiver.become(Receiver.status(200));
        hook.lead();
        hook.await("delivered", 1);
        server.clock().pass(Duration.ofDays(3));
        panel.get(ALL);
        assertThat(panel.get(page(hook)).body()).contains("is-failed", "is-delivered");
        assertThat(panel.get(page(hook) + "?status=failed").body())
                .contains("/deliveries/" + failed)
                .doesNotContain("pill is-delivered");
        assertThat(panel.get(page(hook) + "?event=lead.created").body()).doesNotContain("/deliveries/" + failed);
        assertThat(panel.get(page(hook) + "?from=" + day(0)).body()).contains("No deliveries");
        assertThat(panel.get(page(hook) + "?from=" + day(-4) + "&to=" + day(-2)).body())
                .contains("/deliveries/" + failed);
        assertThat(panel.get(page(hook) + "?from=soon").body()).contains("not a valid date");
        assertThat(panel.get(page(hook) + "?from=" + day(-1) + "&to=" + day(-3)).body())
                .contains("ends before it begins");
        for (var unknown : new String[] {"?status=lost", "?event=lead.born"}) {
            assertThat(panel.get(page(hook) + unknown).body())
                    .as(unknown)
                    .contains("no such status or event")
                    .doesNotContain("/deliveries/" + failed);
        }
    }

    private String day(int daysLater) {
        return server.clock()
                .instant()
                .plus(Duration.ofDays(daysLater))
                .toString()
                .substring(0, 10);
    }

    @Test
    void one_delivery_is_sent_again() {
        var hook = create();
        hook.lead();
        hook.await("delivered", 1);
        var first = page(hook) + "/deliveries/" + hook.last().text("data.id");
        var replayed = panel.post(first + "/replay", Map.of());
        assertThat(replayed.status()).isEqualTo(303);
        assertThat(receiver.await(2).getLast().header("X-LeadHub-Replay")).isEqualTo("true");
        assertThat(panel.get(replayed.header("Location")).body()).contains("Resent");
    }

    @Test
    void samples_show_each_event_and_how_to_verify_it() {
        assertThat(panel.get(ALL + "/samples?event=lead.merged").body()).contains("\"merged\"", "hmac.compare_digest");
        assertThat(panel.get(ALL + "/samples?event=nothing").body()).contains("lead.created");
    }

    @Test
    void a_deleted_one_is_gone() {
        var hook = create();
        assertThat(panel.post(page(hook) + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(panel.get(page(hook)).status()).isEqualTo(404);
        assertThat(panel.get(ALL).body()).contains("No webhooks yet");
    }
}
