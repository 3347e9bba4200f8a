package leadhub.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A program changes all leads that match a filter, and takes it back. */
class BulkByKeyTest {
    private static final String ALL = "/api/v1/leads/bulk-changes";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private long lead(String more) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"" + more + "}")
                .number("data.id");
    }

    private String state(long id) {
        var lead = api.get("/api/v1/leads/" + id).at("data");
        return lead.at("/status").stringValue() + " " + lead.at("/assigned_user_id") + " "
                + lead.at("/pipeline_stage_id") + " " + lead.at("/company") + lead.at("/deal_value")
                + lead.at("/custom_fields") + " " + lead.at("/tags");
    }

    private ApiAnswer start(String filter, String action, String config) {
        return api.post(ALL, "{\"filter\": %s, \"action\": \"%s\", \"config\": %s}".formatted(filter, action, config));
    }

    private ApiAnswer undo(ApiAnswer change) {
        return api.post(ALL + "/" + change.text("data.id") + "/undo", "");
    }

    private List<String> wrong(String filter, String action, String config) {
        var answer = start(filter, action, config);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        var names = new ArrayList<String>();
        ((ObjectNode) answer.json().path("errors")).propertyNames().forEach(names::add);
        return names;
    }

    @Test
    void each_thing_is_done_to_what_matches_and_taken_back() {
        var other = api.post("/api/v1/pipelines", "{\"name\": \"Partners\"}").number("data.stages.3.id");
        var hit = lead(
                ", \"company\": \"Acme\", \"source\": \"fair\", \"tags\": [\"first\", \"old\"], \"assigned_user_id\": "
                        + bob.id());
        var miss = lead(", \"source\": \"shop\"");
        api.post("/api/v1/tags", "{\"name\": \"hot\"}");
        var before = List.of(state(hit), state(miss));
        for (var thing : List.of(
                Map.entry("change_status", "{\"status\": \"qualified\"}"),
                Map.entry("assign", "{\"mode\": \"user\", \"user_id\": %d}".formatted(alice.id())),
                Map.entry("assign", "{\"mode\": \"nobody\"}"),
                Map.entry("move_stage", "{\"pipeline_stage_id\": %d}".formatted(other)),
                Map.entry("add_tag", "{\"tag\": \"hot\"}"),
                Map.entry("remove_tag", "{\"tag\": \"old\"}"),
                Map.entry("set_field", "{\"field\": \"company\", \"value\": \"Globex\"}"),
                Map.entry("set_field", "{\"field\": \"deal_value\", \"value\": 5000}"),
                Map.entry("set_field", "{\"field\": \"custom_fields.budget\", \"value\": \"high\"}"),
                Map.entry("delete", "{}"))) {
            var change = start("{\"source\": \"fair\"}", thing.getKey(), thing.getValue());
            assertThat(change.status()).as(change.body()).isEqualTo(202);
            assertThat(change.text("data.status")).isEqualTo("completed");
            assertThat(change.text("data.action")).isEqualTo(thing.getKey());
            assertThat(change.at("data.config").toString())
                    .isEqualTo(thing.getValue().replace(" ", ""));
            assertThat(change.at("data.filter").toString()).isEqualTo("{\"source\":\"fair\"}");
            assertThat(change.at("data.counts").toString())
                    .isEqualTo("{\"total\":1,\"processed\":1,\"changed\":1,\"skipped\":0}");
            assertThat(change.text("data.author.type")).isEqualTo("api_key");
            assertThat(change.text("data.author.name")).isEqualTo("test");
            if (thing.getKey().equals("delete")) {
                assertThat(api.get("/api/v1/leads/" + hit).status()).isEqualTo(404);
            } else {
                assertThat(state(hit)).as(thing.getKey()).isNotEqualTo(before.getFirst());
            }
            var back = undo(change);
            assertThat(back.status()).as(back.body()).isEqualTo(202);
            assertThat(back.text("data.undoes")).isEqualTo(change.text("data.id"));
            assertThat(back.at("data.filter").isNull()).isTrue();
            assertThat(List.of(state(hit), state(miss))).as(thing.getKey()).isEqualTo(before);
            assertThat(api.get(ALL + "/" + change.text("data.id")).text("data.is_undone"))
                    .isEqualTo("true");
        }
    }

    @Test
    void the_filter_is_that_of_the_list() {
        var hit = lead(
                ", \"status\": \"lost\", \"starred\": true, \"phone\": \"+14155550100\", \"last_name\": \"Müller\"");
        lead(", \"status\": \"lost\"");
        lead("");
        for (var filter : List.of(
                "{\"starred\": true}",
                "{\"status\": \"lost\", \"search\": \"muller\"}",
                "{\"phone\": \"+1 415 555 0100\"}",
                "{\"starred\": \"1\"}")) {
            var change = start(filter, "change_status", "{\"status\": \"contacted\"}");
            assertThat(change.number("data.counts.total")).as(filter).isEqualTo(1);
            assertThat(state(hit)).as(filter).startsWith("contacted");
            undo(change);
        }
        assertThat(start("{\"tag\": \"nobody wears it\"}", "delete", "{}").number("data.counts.total"))
                .isZero();
        assertThat(start("{}", "change_status", "{\"status\": \"lost\"}").number("data.counts.total"))
                .isEqualTo(3);
        assertThat(start("[]", "change_status", "{\"status\": \"new\"}").number("data.counts.total"))
                .isEqualTo(3);
    }

    @Test
    void what_is_wrong_is_said_by_its_place_and_nothing_happens() {
        lead("");
        var charlies = server.newWorkspace();
        var stage = charlies.leadHub().get("/api/v1/pipelines").number("data.0.stages.0.id");
        assertThat(wrong(
                        "{\"status\": \"x\", \"stage_id\": %d}".formatted(stage),
                        "change_status",
                        "{\"status\": \"x\"}"))
                .containsExactlyInAnyOrder("filter.status", "filter.stage_id", "config.status");
        // A slip of the pen must not change all leads.
        assertThat(wrong("{\"stauts\": \"lost\"}", "delete", "{}")).containsExactly("filter.stauts");
        assertThat(wrong("{\"tag\": [\"a\"], \"created_after\": \"soon\"}", "delete", "{}"))
                .containsExactlyInAnyOrder("filter.tag", "filter.created_after");
        assertThat(wrong("\"all\"", "delete", "{}")).containsExactly("filter");
        assertThat(wrong("null", "nonsense", "{}")).containsExactlyInAnyOrder("filter", "action");
        assertThat(wrong("{}", "send_email", "{}")).containsExactly("action");
        assertThat(wrong("{}", "", "{}")).containsExactly("action");
        assertThat(wrong("{}", "add_tag", "{}")).containsExactly("config.tag");
        assertThat(wrong("{}", "add_tag", "{\"tag\": \"unknown\"}")).containsExactly("config.tag");
        assertThat(wrong("{}", "add_tag", "7")).containsExactly("config");
        assertThat(wrong(
                        "{}",
                        "assign",
                        "{\"mode\": \"user\", \"user_id\": %d}"
                                .formatted(charlies.user(Role.AGENT).id())))
                .containsExactly("config.user_id");
        assertThat(wrong("{}", "move_stage", "{\"pipeline_stage_id\": %d}".formatted(stage)))
                .containsExactly("config.pipeline_stage_id");
        assertThat(api.post(ALL, "{\"action\": \"delete\"}").status()).isEqualTo(422);
        assertThat(api.get(ALL).number("meta.total")).isZero();
        assertThat(api.get("/api/v1/tags").number("meta.total")).isZero();
        assertThat(api.post(
                                ALL + "?create_tags=true",
                                "{\"filter\": {}, \"action\": \"add_tag\", \"config\": {\"tag\": \"unknown\"}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_field_is_given_a_value_and_back_but_where_somebody_changed_it_since() {
        var kept = lead(", \"company\": \"Acme\", \"custom_fields\": {\"size\": 4, \"budget\": \"low\"}");
        var changed = lead(", \"company\": \"Acme\"");
        var same = lead(", \"company\": \"Globex\"");
        var change = start("{}", "set_field", "{\"field\": \"company\", \"value\": \"Globex\"}");
        assertThat(change.at("data.counts").toString())
                .isEqualTo("{\"total\":3,\"processed\":3,\"changed\":2,\"skipped\":1}");
        api.patch("/api/v1/leads/" + changed, "{\"company\": \"Initech\"}");
        assertThat(undo(change).at("data.counts").toString())
                .isEqualTo("{\"total\":2,\"processed\":2,\"changed\":1,\"skipped\":1}");
        assertThat(List.of(state(kept), state(changed), state(same)))
                .satisfiesExactly(
                        one -> assertThat(one).contains("Acme"),
                        one -> assertThat(one).contains("Initech"),
                        one -> assertThat(one).contains("Globex"));
        assertThat(api.get("/api/v1/leads/" + kept + "/timeline").body()).contains("\"company\"");

        var emptied = start("{}", "set_field", "{\"field\": \"custom_fields.budget\", \"value\": null}");
        assertThat(emptied.number("data.counts.changed")).isEqualTo(1);
        assertThat(state(kept)).contains("{\"size\":4}");
        undo(emptied);
        assertThat(state(kept)).contains("\"budget\":\"low\"");

        assertThat(wrong("{}", "set_field", "{\"field\": \"external_id\", \"value\": \"crm-1\"}"))
                .as("of which each lead has its own")
                .containsExactly("config.field");
        assertThat(wrong("{}", "set_field", "{\"field\": \"email\", \"value\": \"nonsense\"}"))
                .containsExactly("config.value");
        assertThat(wrong("{}", "set_field", "{\"field\": \"first_name\", \"value\": null}"))
                .containsExactly("config.value");
    }

    @Test
    void a_variable_that_is_empty_never_means_all_leads() {
        var lead = lead("");
        for (var empty : List.of("null", "\"\"", "\"  \"", "\"\u00a0\"")) {
            assertThat(wrong("{\"email\": %s, \"status\": \"new\"}".formatted(empty), "delete", "{}"))
                    .as(empty)
                    .containsExactly("filter.email");
        }
        assertThat(wrong("{\"page\": 2, \"sort\": \"email\", \"per_page\": 10}", "delete", "{}"))
                .as("they don't say which leads")
                .containsExactlyInAnyOrder("filter.page", "filter.sort", "filter.per_page");
        assertThat(api.get(ALL).number("meta.total")).isZero();
        assertThat(api.get("/api/v1/leads/" + lead).status()).isEqualTo(200);
    }

    @Test
    void a_key_does_what_its_scopes_say() {
        var lead = lead("");
        var writer = workspace.leadHub(Set.of(Scope.READ_LEADS, Scope.WRITE_LEADS));
        var deleting = "{\"filter\": {\"status\": \"nonsense\"}, \"action\": \"delete\"}";
        assertThat(writer.post(ALL, deleting).status()).as("before 422").isEqualTo(403);
        assertThat(writer.post(ALL, deleting.replace("{\"status\": \"nonsense\"}", "{}"))
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/leads/" + lead).status()).isEqualTo(200);
        var reader = workspace.leadHub(Set.of(Scope.READ_LEADS));
        var tagging = "{\"filter\": {}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\"}}";
        assertThat(reader.post(ALL, tagging).status()).isEqualTo(403);
        var change = writer.post(ALL, tagging);
        assertThat(change.status()).isEqualTo(202);
        var path = ALL + "/" + change.text("data.id");
        assertThat(reader.get(path).status()).isEqualTo(200);
        assertThat(reader.post(path + "/undo", "").status()).isEqualTo(403);
        var gone = api.post(ALL, deleting.replace("{\"status\": \"nonsense\"}", "{}"));
        assertThat(writer.post(ALL + "/" + gone.text("data.id") + "/undo", "").status())
                .as("bringing back is for who may delete")
                .isEqualTo(403);
        assertThat(undo(gone).number("data.counts.changed")).isEqualTo(1);
    }

    @Test
    void another_key_takes_it_back_once_and_within_a_day() {
        var lead = lead("");
        var change = start("{}", "change_status", "{\"status\": \"lost\"}");
        var path = ALL + "/" + change.text("data.id");
        assertThat(api.post(path + "/stop", "").status()).as("it is over").isEqualTo(409);
        var other = workspace.leadHub(EnumSet.of(Scope.READ_LEADS, Scope.WRITE_LEADS));
        var back = other.post(path + "/undo", "{}");
        assertThat(back.status()).isEqualTo(202);
        assertThat(state(lead)).startsWith("new");
        assertThat(other.post(path + "/undo", "").status()).isEqualTo(409);
        assertThat(undo(back).status()).as("there is no undo of undo").isEqualTo(409);
        var late = start("{}", "change_status", "{\"status\": \"lost\"}");
        server.clock().pass(Duration.ofHours(25));
        assertThat(undo(late).status()).isEqualTo(409);
        assertThat(state(lead)).startsWith("lost");
    }

    @Test
    void undo_leaves_alone_what_somebody_changed_since() {
        var kept = lead("");
        var changed = lead("");
        var change = start("{}", "change_status", "{\"status\": \"lost\"}");
        api.patch("/api/v1/leads/" + changed, "{\"status\": \"contacted\"}");
        var back = undo(change);
        assertThat(back.at("data.counts").toString())
                .isEqualTo("{\"total\":2,\"processed\":2,\"changed\":1,\"skipped\":1}");
        assertThat(state(kept)).startsWith("new");
        assertThat(state(changed)).startsWith("contacted");
    }

    @Test
    void sent_twice_under_one_idempotency_key_it_happens_once() {
        lead("");
        var once = api.with("Idempotency-Key", "bulk");
        var body = "{\"filter\": {}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\"}}";
        var first = once.post(ALL, body);
        assertThat(once.post(ALL, body).body()).isEqualTo(first.body());
        assertThat(api.get(ALL).number("meta.total")).isEqualTo(1);
    }

    @Test
    void a_stranger_finds_nothing_and_nothing_else_stands_there() {
        lead("");
        var change = start("{}", "change_status", "{\"status\": \"lost\"}").text("data.id");
        var stranger = server.newWorkspace().leadHub();
        for (var path : List.of(ALL + "/" + change, ALL + "/999999999", ALL + "/x")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            assertThat(stranger.post(path + "/undo", "").status()).as(path).isEqualTo(404);
            assertThat(stranger.post(path + "/stop", "").status()).as(path).isEqualTo(404);
        }
        assertThat(stranger.get(ALL).number("meta.total")).isZero();
        assertThat(api.get(ALL + "?per_page=1").text("data.0.id")).isEqualTo(change);
    }

    @Test
    void managers_see_what_keys_do_and_keys_what_people_do() {
        var manager = workspace.panel(workspace.user(Role.MANAGER));
        manager.get("/leads");
        var agent = workspace.panel(bob);
        agent.get("/leads");
        var lead = lead("");
        var change = start("{}", "change_status", "{\"status\": \"lost\"}").text("data.id");
        assertThat(manager.get("/bulk").body()).contains("1 lead changed", "By the API key “test”");
        assertThat(agent.get("/bulk").body()).doesNotContain("changed");
        assertThat(agent.post("/bulk/" + change + "/undo", Map.of()).status()).isEqualTo(404);
        assertThat(manager.post("/bulk/" + change + "/undo", Map.of()).status()).isEqualTo(303);
        assertThat(state(lead)).startsWith("new");
        workspace.bulkChange(bob, lead, "picked");
        var bobs = api.get(ALL).at("data.0");
        assertThat(bobs.at("/author/name").stringValue()).isEqualTo(bob.name());
        assertThat(bobs.at("/filter").isNull()).isTrue();
        assertThat(bobs.at("/config").toString()).isEqualTo("{\"tag\":\"picked\"}");
        assertThat(api.post(ALL + "/" + bobs.at("/id") + "/undo", "").status()).isEqualTo(202);
        assertThat(state(lead)).endsWith("[]");
    }

    @Test
    void what_a_key_did_stands_in_the_leads_history_under_its_name() {
        var lead = lead("");
        start("{}", "change_status", "{\"status\": \"lost\"}");
        var event = api.get("/api/v1/leads/" + lead + "/timeline").body();
        assertThat(event).contains("\"api_key\"", "\"test\"");
    }

    @Test
    void leads_go_to_those_of_the_pool_in_turn_or_to_the_least_busy() {
        var carol = workspace.user(Role.AGENT);
        for (var i = 0; i < 6; i++) {
            lead("");
        }
        var pool = "[{\"id\": %d, \"weight\": 2}, {\"id\": %d}]".formatted(alice.id(), carol.id());
        start("{}", "assign", "{\"mode\": \"round_robin\", \"users\": " + pool + "}");
        assertThat(owned(alice)).isEqualTo(4);
        assertThat(owned(carol)).isEqualTo(2);
        assertThat(owned(bob)).isZero();
        for (var i = 0; i < 4; i++) {
            lead(", \"source\": \"fair\"");
        }
        start(
                "{\"source\": \"fair\"}",
                "assign",
                "{\"mode\": \"least_busy\", \"users\": [%d, %d]}".formatted(alice.id(), carol.id()));
        assertThat(owned(alice)).isEqualTo(5);
        assertThat(owned(carol)).isEqualTo(5);
    }

    private long owned(User user) {
        return api.get("/api/v1/leads?assigned_user_id=" + user.id()).number("meta.total");
    }
}
