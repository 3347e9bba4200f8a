package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.EnumSet;
import leadhub.api.Scope;
import leadhub.outside.OutsideTargets;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Contract;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A program subscribes, is told of what happens, and looks after its subscription. */
class SubscribeTest {
    private static final String ALL = "/api/v1/webhooks";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void it_hears_of_a_new_lead() {
        var hook = Hook.create(api, receiver, "lead.created");
        var lead = hook.lead();
        var request = receiver.await(1).getFirst();
        assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
        assertThat(request.header("X-LeadHub-Event")).isEqualTo("lead.created");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.json().at("/lead/id").asLong()).isEqualTo(lead);
        // What others write at this moment holds it up.
        Await.until(() -> !api.get("/api/v1/events").at("data").isEmpty());
        var event = api.get("/api/v1/events").at("data.0");
        assertThat(request.json()).as("the body that GET /events answers").isEqualTo(event);
        assertThat(request.header("webhook-id")).isEqualTo(event.get("id").asString());
        hook.await("delivered", 1);
        assertThat(request.header("X-LeadHub-Delivery"))
                .isEqualTo(hook.deliveries("").get(0).get("id").toString());
        assertThat(hook.get().text("data.last_delivery_at")).isNotEmpty();
    }

    @Test
    void a_change_of_several_fields_is_several_events_in_their_order() {
        var hook = Hook.create(api, receiver, "*");
        var lead = hook.lead();
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"lost\", \"tags\": [\"vip\"]}");
        assertThat(receiver.await(4))
                .extracting(request -> request.text("event") + " " + request.text("sequence"))
                .containsExactly("lead.created 1", "lead.updated 2", "lead.status_changed 3", "lead.tag_added 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url     | event
            hookUrl | event
            target_url | event
            """)
    void no_code_tools_have_words_of_their_own(String url, String event) {
        Hook.create(api, "{\"%s\": \"%s\", \"%s\": \"lead.deleted\"}".formatted(url, receiver.url(), event));
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").number("data.id");
        api.delete("/api/v1/leads/" + lead);
        assertThat(receiver.await(1).getFirst().text("event")).isEqualTo("lead.deleted");
    }

    @Test
    void the_secret_is_shown_once() {
        var hook = Hook.create(api, receiver, "lead.created");
        assertThat(hook.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        for (var answer : new String[] {
            hook.get().body(),
            api.get(ALL).body(),
            api.patch(hook.path(), "{\"name\": \"CRM\"}").body()
        }) {
            assertThat(answer).doesNotContain("whsec_").doesNotContain("secret");
        }
    }

    @Test
    void whoever_repeats_a_request_with_its_key_gets_the_same_secret_which_is_kept_sealed() {
        var once = api.with("Idempotency-Key", "once");
        var body = "{\"target_url\": \"%s\", \"events\": [\"*\"]}".formatted(receiver.url());
        var first = once.post(ALL, body);
        var again = once.post(ALL, body);
        assertThat(again.text("data.secret")).isEqualTo(first.text("data.secret"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(new leadhub.testing.WorkspaceTables(server).rows(workspace).toString())
                .doesNotContain(first.text("data.secret"))
                .doesNotContain(java.util.HexFormat.of()
                        .formatHex(first.text("data.secret").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void headers_of_ones_own_are_sent_and_hidden() {
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"], "headers": {"X-Token": "top secret"}}
                """.formatted(receiver.url()));
        hook.lead();
        assertThat(receiver.await(1).getFirst().header("X-Token")).isEqualTo("top secret");
        hook.await("delivered", 1);
        assertThat(hook.get().text("data.headers.X-Token")).isEqualTo("***");
        assertThat(hook.last().text("data.request.headers.X-Token")).isEqualTo("***");
        api.patch(hook.path(), "{\"headers\": null}");
        hook.lead();
        assertThat(receiver.await(2).getLast().header("X-Token")).isEmpty();
    }

    @Test
    void what_was_read_can_be_sent_back_with_its_headers_hidden() {
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"], "headers": {"X-Token": "top secret", "X-Old": "a"}}
                """.formatted(receiver.url()));
        assertThat(api.put(hook.path(), hook.get().at("data").toString()).status())
                .isEqualTo(200);
        api.patch(hook.path(), "{\"headers\": {\"x-token\": \"***\", \"X-New\": \"b\"}}");
        hook.lead();
        var heard = receiver.await(1).getFirst();
        assertThat(heard.header("X-Token")).isEqualTo("top secret");
        assertThat(heard.header("X-Old")).isEmpty();
        assertThat(heard.header("X-New")).isEqualTo("b");
        var refused = api.patch(hook.path(), "{\"headers\": {\"X-Never\": \"***\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly("headers.X-Never");
    }

    @Test
    void conditions_choose_among_leads() {
        Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"],
                 "conditions": {"match": "any", "conditions": [
                     {"field": "tags", "operator": "equals", "value": "vip"},
                     {"field": "deal_value", "operator": "greater", "value": 1000}]}}
                """.formatted(receiver.url()));
        api.post("/api/v1/leads", "{\"first_name\": \"No\"}");
        api.post("/api/v1/leads", "{\"first_name\": \"Tagged\", \"tags\": [\"VIP\"]}");
        api.post("/api/v1/leads", "{\"first_name\": \"Poor\", \"deal_value\": 10}");
        api.post("/api/v1/leads", "{\"first_name\": \"Rich\", \"deal_value\": 2000.5}");
        assertThat(receiver.await(2))
                .extracting(request -> request.text("lead.first_name"))
                .containsExactlyInAnyOrder("Tagged", "Rich");
    }

    @Test
    void a_bare_list_of_conditions_means_all_of_them() {
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"], "conditions": [
                    {"field": "source", "operator": "equals", "value": "website"},
                    {"field": "email", "operator": "absent"}]}
                """.formatted(receiver.url()));
        assertThat(hook.get().text("data.conditions.match")).isEqualTo("all");
        api.post("/api/v1/leads", "{\"first_name\": \"Elsewhere\"}");
        hook.lead();
        assertThat(receiver.await(1))
                .extracting(request -> request.text("lead.source"))
                .containsExactly("website");
    }

    @Test
    void no_transaction_waits_for_the_name_service() {
        var url = receiver.url().replace("127.0.0.1", "localhost");
        var body = "{\"target_url\": \"%s\", \"events\": [\"*\"]}".formatted(url);
        var made = api.with("Idempotency-Key", "named").post(ALL, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var path = ALL + "/" + made.number("data.id");
        var editor = api.with("If-Match", api.get(path).header("ETag"));
        assertThat(editor.patch(path, body).status()).isEqualTo(200);
        assertThatThrownBy(() -> new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                        .executeWithoutResult(
                                status -> server.bean(OutsideTargets.class).lookUp(URI.create(url))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_unsubscribes_hears_nothing_more() {
        var hook = Hook.create(api, receiver, "lead.created");
        var other = Hook.create(api, receiver, "lead.updated");
        assertThat(api.delete(hook.path()).status()).isEqualTo(204);
        assertThat(hook.get().status()).isEqualTo(404);
        assertThat(api.delete(hook.path()).status()).isEqualTo(404);
        api.patch("/api/v1/leads/" + hook.lead(), "{\"status\": \"lost\"}");
        assertThat(receiver.await(1))
                .extracting(request -> request.text("event"))
                .containsExactly("lead.updated");
        other.await("delivered", 1);
    }

    @Test
    void a_change_counts_at_once() {
        var hook = Hook.create(api, receiver, "lead.created");
        try (var elsewhere = Receiver.willing()) {
            var changed =
                    api.patch(hook.path(), "{\"target_url\": \"%s\", \"name\": \"CRM\"}".formatted(elsewhere.url()));
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.text("data.name")).isEqualTo("CRM");
            hook.lead();
            elsewhere.await(1);
        }
        assertThat(receiver.heard()).isEmpty();
    }

    @Test
    void deliveries_get_in_nobodys_way_who_edits_it() {
        var hook = Hook.create(api, receiver, "lead.created");
        var read = hook.get().header("ETag");
        receiver.become(Receiver.status(500));
        hook.lead();
        Await.until(() -> hook.status().equals("failing"));
        var since = api.with("If-None-Match", read).get(hook.path());
        assertThat(since.status()).as("who reads it sees that it fails").isEqualTo(200);
        var editor = api.with("If-Match", read);
        assertThat(editor.patch(hook.path(), "{\"name\": \"CRM\"}").status()).isEqualTo(200);
        assertThat(editor.patch(hook.path(), "{\"name\": \"ERP\"}").status())
                .as("it has been edited meanwhile")
                .isEqualTo(412);
        var now = hook.get().header("ETag");
        assertThat(api.with("If-None-Match", now).get(hook.path()).status()).isEqualTo(304);
        assertThat(api.with("If-Match", now).delete(hook.path()).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"events": ["lead.created"]}                                                    | target_url
            {"target_url": "URL"}                                                           | events
            {"target_url": "URL", "events": []}                                             | events
            {"target_url": "URL", "events": "lead.created"}                                 | events
            {"target_url": "URL", "events": ["lead.created", "lead.born"]}                  | events.1
            {"target_url": "URL", "event": "lead.born"}                                     | event
            {"target_url": "no address", "events": ["*"]}                                   | target_url
            {"target_url": "ftp://example.com/", "events": ["*"]}                           | target_url
            {"target_url": "https://me:secret@example.com/", "events": ["*"]}               | target_url
            {"target_url": "http://10.1.2.3/", "events": ["*"]}                             | target_url
            {"target_url": "http://169.254.169.254/latest", "events": ["*"]}                | target_url
            {"target_url": "http://[::1]/", "events": ["*"]}                                | target_url
            {"url": "http://192.168.1.1/", "events": ["*"]}                                 | url
            {"target_url": "URL", "events": ["*"], "secret": "short"}                       | secret
            {"target_url": "URL", "events": ["*"], "headers": {"Host": "x"}}                | headers.Host
            {"target_url": "URL", "events": ["*"], "headers": {"Content-Type": "x"}}        | headers.Content-Type
            {"target_url": "URL", "events": ["*"], "headers": {"webhook-id": "x"}}          | headers.webhook-id
            {"target_url": "URL", "events": ["*"], "headers": {"X-LeadHub-Event": "x"}}     | headers.X-LeadHub-Event
            {"target_url": "URL", "events": ["*"], "headers": {"Transfer-Encoding": "x"}}   | headers.Transfer-Encoding
            {"target_url": "URL", "events": ["*"], "headers": {"X-A": "a\\r\\nB: c"}}       | headers.X-A
            {"target_url": "URL", "events": ["*"], "headers": {"X-A": 5}}                   | headers.X-A
            {"target_url": "URL", "events": ["*"], "headers": {"X-A": "***"}}               | headers.X-A
            {"target_url": "URL", "events": ["*"], "conditions": 5}                         | conditions
            {"target_url": "URL", "events": ["*"], "conditions": [{"field": "nothing", "operator": "equals", "value": "x"}]} | conditions.0.field
            {"target_url": "URL", "events": ["*"], "conditions": {"conditions": [{"field": "status", "operator": "greater", "value": "x"}]}} | conditions.conditions.0.operator
            {"target_url": "URL", "events": ["*"], "conditions": [{"field": "deal_value", "operator": "greater", "value": "much"}]} | conditions.0.value
            {"target_url": "URL", "events": ["*"], "is_active": "perhaps"}                  | is_active
            """)
    void what_cannot_be_right_is_refused_by_its_name(String body, String field) {
        var refused = api.post(ALL, body.replace("URL", receiver.url()));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly(field);
        assertThat(api.get(ALL).number("meta.total")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                            | target_url events
            {"events": ["lead.born"]}                                     | events.0 target_url
            {"target_url": "x", "events": []}                             | target_url events
            {"target_url": "x", "events": "", "secret": "short"}          | target_url events secret
            {"events": [5, "lead.born"], "is_active": "perhaps"}          | events.0 events.1 is_active target_url
            """)
    void all_that_is_wrong_is_said_at_once(String body, String fields) {
        var refused = api.post(ALL, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactlyInAnyOrder(fields.split(" "));
    }

    @Test
    void an_address_that_gets_too_long_to_be_called_is_refused() {
        var body = "{\"target_url\": \"https://example.com/%s\", \"events\": [\"*\"]}".formatted("ü".repeat(700));
        var refused = api.post(ALL, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly("target_url");
    }

    @Test
    void whoever_may_not_read_leads_may_not_have_them_sent() {
        var some = workspace.leadHub(EnumSet.of(Scope.READ_INTEGRATIONS, Scope.WRITE_INTEGRATIONS));
        var hook = Hook.create(api, receiver, "lead.created");
        assertThat(some.post(ALL, "{}").text("message")).isEqualTo("This API key lacks the scope read:leads.");
        assertThat(some.patch(hook.path(), "{\"target_url\": \"http://example.com\"}")
                        .status())
                .isEqualTo(403);
        assertThat(some.post(hook.path() + "/rotate", "{}").status()).isEqualTo(403);
        hook.lead();
        hook.await("delivered", 1);
        var delivery = hook.path() + "/deliveries/"
                + some.get(hook.path() + "/deliveries").text("data.0.id");
        assertThat(some.get(delivery).body()).contains("\"body\":null");
        assertThat(api.get(delivery).text("data.request.body")).contains("Sarah");
    }

    @Test
    void samples_are_a_bare_list_of_bodies() {
        var samples = api.get(ALL + "/samples?event=lead.status_changed").json();
        assertThat(samples.isArray()).isTrue();
        assertThat(samples.get(0).at("/changes/status/to").asString()).isEqualTo("contacted");
        var all = api.get(ALL + "/samples").json();
        assertThat(all.size()).isEqualTo(WebhookEvents.ALL.size());
        all.forEach(sample -> Contract.load()
                .checkDelivery(sample.get("id").asString(), sample.get("event").asString(), sample.toString()));
        assertThat(api.get(ALL + "/samples?event=lead.born").status()).isEqualTo(422);
        Hook.create(api, receiver, "lead.created").lead();
        var real = receiver.await(1).getFirst().json();
        var sample = api.get(ALL + "/samples?event=lead.created").json().get(0);
        assertThat(sample.propertyNames()).containsExactlyElementsOf(real.propertyNames());
        assertThat(sample.get("lead").propertyNames())
                .containsExactlyElementsOf(real.get("lead").propertyNames());
    }
}
