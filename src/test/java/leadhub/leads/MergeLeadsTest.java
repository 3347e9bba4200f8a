package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.emails.suppression.Suppression;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.leads.merging.Merging;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two leads that are one person become one, and two again. */
class MergeLeadsTest {
    private static final String LEADS = PeopleToMerge.LEADS;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final PeopleToMerge people = new PeopleToMerge(api);

    @Test
    void the_survivor_wins_and_its_gaps_are_filled() {
        var old = people.older();
        server.clock().pass(Duration.ofDays(3));
        var survivor = people.newer();
        workspace.note(old, "Called.");
        workspace.task(old, "Call again");
        var createdAt = people.lead(old).text("data.created_at");
        var dry = api.post(LEADS + "/" + survivor + "/merge", "{\"dry_run\": true, \"lead_id\": " + old + "}");
        assertThat(people.lead(old).status()).isEqualTo(200);
        var merged = people.merge(survivor, old);
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        for (var answer : List.of(dry, merged)) {
            assertThat(answer.text("data.first_name")).isEqualTo("Sarah");
            assertThat(answer.text("data.email")).isEqualTo("new@example.com");
            assertThat(answer.text("data.company")).isEqualTo("Old Ltd");
            assertThat(answer.text("data.phone")).isEqualTo("+14155550123");
            assertThat(answer.text("data.deal_currency")).isEqualTo("EUR");
            assertThat(answer.text("data.external_id")).isEqualTo("old-1");
            assertThat(answer.text("data.status")).isEqualTo("new");
            assertThat(answer.text("data.source")).isEqualTo("web");
            assertThat(answer.text("data.created_at")).isEqualTo(createdAt);
            assertThat(answer.at("data.custom_fields"))
                    .isEqualTo(Json.MAPPER.readTree("{\"budget\": 9, \"seats\": 2}"));
            assertThat(answer.at("data.tags").toString()).isEqualTo("[\"hot\",\"vip\",\"old\"]");
            assertThat(answer.at("data.merged_from").toString()).isEqualTo("[" + old + "]");
            assertThat(answer.number("meta.moved.notes")).isEqualTo(1);
            assertThat(answer.number("meta.moved.tasks")).isEqualTo(1);
        }
        assertThat(api.get(LEADS + "/" + survivor + "/notes").number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get(LEADS).number("meta.total")).isEqualTo(1);
        assertThat(api.get(LEADS + "?tag=vip").number("meta.total")).isEqualTo(1);
        assertThat(api.get(LEADS + "?search=5550123").number("meta.total")).isEqualTo(1);
    }

    @Test
    void whose_value_wins_can_be_chosen_field_by_field() {
        var old = people.older();
        var survivor = people.newer();
        var merged = api.post(LEADS + "/" + survivor + "/merge", """
                {"lead_id": %d, "fields": {"email": "loser", "last_name": "loser", "company": "survivor", "status": "loser",
                 "custom_fields.budget": "loser"}}
                """.formatted(old));
        assertThat(merged.text("data.email")).isEqualTo("old@example.com");
        assertThat(merged.at("data.last_name").isNull()).isTrue();
        assertThat(merged.at("data.company").isNull()).isTrue();
        assertThat(merged.text("data.status")).isEqualTo("qualified");
        assertThat(merged.at("data.custom_fields").toString()).isEqualTo("{\"seats\":2,\"budget\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|lead_id",
                "{\"lead_id\": 9000000000}|lead_id",
                "{\"lead_id\": SELF}|lead_id",
                "{\"lead_id\": OTHER, \"fields\": {\"email\": \"both\"}}|fields.email",
                "{\"lead_id\": OTHER, \"fields\": {\"shoe\": \"loser\"}}|fields.shoe",
                "{\"lead_id\": OTHER, \"fields\": 5}|fields",
                "{\"lead_id\": STRANGER}|lead_id"
            })
    void what_can_not_be_merged_is_refused(String body, String field) {
        var survivor = people.newer();
        var other = people.older();
        var stranger = server.newWorkspace()
                .leadHub()
                .post(LEADS, "{\"first_name\": \"A\"}")
                .text("data.id");
        var refused = api.post(
                LEADS + "/" + survivor + "/merge",
                body.replace("SELF", Long.toString(survivor))
                        .replace("OTHER", Long.toString(other))
                        .replace("STRANGER", stranger));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").has(field)).as(refused.body()).isTrue();
    }

    @Test
    void the_old_id_leads_to_the_last_survivor_for_ever() {
        var first = people.older();
        var second = people.newer();
        var third = people.make("{\"first_name\": \"Third\"}");
        workspace.note(first, "Called.");
        people.merge(second, first);
        people.merge(third, second);
        server.clock().pass(Duration.ofDays(40));
        server.bean(LeadMerges.class)
                .prune(workspace.id(), server.clock().instant().minus(Merging.KEPT));
        for (var id : List.of(first, second)) {
            var answer = people.lead(id);
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).endsWith(LEADS + "/" + third);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.body()).startsWith("{\"status\":\"error\",\"code\":\"MERGED\",\"message\":");
            assertThat(answer.number("merged_into")).isEqualTo(third);
            assertThat(api.get(LEADS + "/" + id + "/notes").header("Location"))
                    .endsWith(LEADS + "/" + third + "/notes");
            assertThat(api.get(LEADS + "/" + id + "?fields=id&include=notes").header("Location"))
                    .endsWith(LEADS + "/" + third + "?fields=id&include=notes");
            assertThat(api.patch(LEADS + "/" + id, "{\"notes\": \"x\"}").status())
                    .isEqualTo(409);
            assertThat(api.post(LEADS + "/" + id + "/notes", "{\"body\": \"x\"}")
                            .status())
                    .isEqualTo(409);
            assertThat(api.delete(LEADS + "/" + id).status()).isEqualTo(409);
            assertThat(people.merge(id, third).status()).isEqualTo(409);
            assertThat(people.merge(third, id).status()).isEqualTo(409);
        }
        assertThat(people.lead(third).at("data.merged_from").toString()).isEqualTo("[" + second + "," + first + "]");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/leads/" + first).header("Location")).isEqualTo("/leads/" + third);
        assertThat(panel.get("/leads/" + third).body()).contains("Called.");
        api.delete(LEADS + "/" + third);
        assertThat(people.lead(first).status()).isEqualTo(404);
        assertThat(api.patch(LEADS + "/" + first, "{}").status()).isEqualTo(404);
    }

    @Test
    void who_comes_by_what_either_had_is_the_survivor() {
        var old = people.make("""
                {"first_name": "A", "email": "old@example.com", "phone": "+14155550123", "external_id": "old-1"}
                """);
        var survivor = people.make("""
                {"first_name": "B", "email": "new@example.com", "phone": "+14155550199", "external_id": "new-1"}
                """);
        people.merge(survivor, old);
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        for (var body : List.of(
                "{\"email\": \"OLD@example.com\"}",
                "{\"email\": \"x@example.com\", \"phone\": \"+14155550123\"}",
                "{\"email\": \"y@example.com\", \"external_id\": \"old-1\"}",
                "{\"email\": \"new@example.com\"}")) {
            var taken = api.post(inbound, body);
            assertThat(taken.text("status")).as(body).isEqualTo("duplicate");
            assertThat(taken.number("lead_id")).as(body).isEqualTo(survivor);
        }
        var refused = api.post(LEADS, "{\"first_name\": \"C\", \"external_id\": \"old-1\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(api.patch(LEADS + "/" + survivor, "{\"external_id\": \"old-1\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void taken_apart_both_are_what_they_were_but_for_what_came_later() {
        var old = people.older();
        server.clock().pass(Duration.ofDays(1));
        var survivor = people.newer();
        workspace.note(old, "Old.");
        var before = people.lead(old);
        var survivorBefore = people.lead(survivor);
        people.merge(survivor, old);
        workspace.note(survivor, "Later.");
        api.patch(LEADS + "/" + survivor, "{\"company\": \"Changed\", \"custom_fields\": {\"since\": 5}}");
        var answer = people.unmerge(survivor, old);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("data.company")).isEqualTo("Changed");
        assertThat(answer.at("data.phone").isNull()).isTrue();
        assertThat(answer.at("data.external_id").isNull()).isTrue();
        assertThat(answer.at("data.tags").toString()).isEqualTo("[\"hot\",\"vip\"]");
        assertThat(answer.at("data.custom_fields").toString()).isEqualTo("{\"since\":5,\"budget\":9}");
        assertThat(answer.text("data.created_at")).isEqualTo(survivorBefore.text("data.created_at"));
        assertThat(answer.at("data.merged_from")).isEmpty();
        var back = (ObjectNode) people.lead(old).at("data").deepCopy();
        var was = (ObjectNode) before.at("data").deepCopy();
        List.of(back, was).forEach(node -> node.remove("updated_at"));
        assertThat(back).isEqualTo(was);
        assertThat(api.get(LEADS + "/" + old + "/notes").at("data").findValuesAsString("body"))
                .containsExactly("Old.");
        assertThat(api.get(LEADS + "/" + survivor + "/notes").at("data").findValuesAsString("body"))
                .containsExactly("Later.");
        assertThat(api.get(LEADS).number("meta.total")).isEqualTo(2);
        assertThat(people.unmerge(survivor, old).status()).isEqualTo(409);
        assertThat(people.merge(old, survivor).status()).isEqualTo(200);
    }

    /** What a feature declares to move does so, and goes back; nothing is left with the lead that is gone. */
    @Test
    void all_parts_of_a_lead_move_and_come_back() {
        var survivor = people.newer();
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var old = api.post(inbound, "{\"email\": \"old@example.com\"}").number("lead_id");
        var form = api.post("/api/v1/forms", """
                        {"name": "Contact", "fields": [{"key": "email", "type": "email"}]}
                        """).text("data.id");
        api.post("/api/v1/forms/" + form + "/submissions", "{\"email\": \"old@example.com\"}");
        workspace.note(old, "Called.");
        workspace.task(old, "Call");
        workspace.mailServer();
        workspace.emails(old);
        workspace.sms(old);
        workspace.file(old, "offer.txt");
        var bot = api.post("/api/v1/bots", "{\"name\": \"Website\"}").text("data.id");
        workspace.chat(bot, "Write to old@example.com");
        Await.until(() -> count("conversations", old) > 0);
        var moving = server.beans(LeadPart.class).stream()
                .filter(part -> part.merge() == LeadPart.Merge.MOVES)
                .map(LeadPart::table)
                .toList();
        assertThat(moving)
                .allSatisfy(table -> assertThat(count(table, old)).as(table).isPositive());
        var before = moving.stream().map(table -> count(table, old)).toList();
        people.merge(survivor, old);
        assertThat(moving)
                .allSatisfy(table -> assertThat(count(table, old)).as(table).isZero());
        assertThat(moving.stream().map(table -> count(table, survivor)).toList())
                .isEqualTo(before);
        people.unmerge(survivor, old);
        assertThat(moving.stream().map(table -> count(table, old)).toList()).isEqualTo(before);
        assertThat(moving)
                .allSatisfy(
                        table -> assertThat(count(table, survivor)).as(table).isZero());
    }

    private long count(String table, long leadId) {
        return server.bean(Sql.class)
                .get(workspace.id(), row -> row.getLong(1), """
                select count(*) from %s where workspace_id = ? and lead_id = ?
                """.formatted(table), workspace.id(), leadId);
    }

    @Test
    void a_chain_is_taken_apart_from_its_end() {
        var first = people.older();
        var second = people.newer();
        var third = people.make("{\"first_name\": \"Third\"}");
        people.merge(second, first);
        people.merge(third, second);
        assertThat(people.unmerge(third, first).status()).isEqualTo(409);
        assertThat(people.unmerge(second, first).status()).isEqualTo(409);
        assertThat(people.unmerge(third, second).at("data.merged_from")).isEmpty();
        assertThat(people.lead(first).number("merged_into")).isEqualTo(second);
        assertThat(people.unmerge(second, first).status()).isEqualTo(200);
        assertThat(people.lead(first).status()).isEqualTo(200);
    }

    @Test
    void after_thirty_days_it_stays() {
        var old = people.older();
        var survivor = people.newer();
        people.merge(survivor, old);
        server.clock().pass(Duration.ofDays(31));
        assertThat(people.unmerge(survivor, old).status()).isEqualTo(409);
    }

    @Test
    void both_timelines_and_programs_tell_of_it() {
        var old = people.older();
        var survivor = people.newer();
        people.merge(survivor, old);
        var timeline = api.get(LEADS + "/" + survivor + "/timeline?per_page=100");
        assertThat(timeline.at("data").findValuesAsString("event"))
                .containsExactly("lead.merged", "lead.created", "lead.created");
        assertThat(timeline.number("data.0.merged_lead_id")).isEqualTo(old);
        var events = new ArrayList<JsonNode>();
        Await.until(() -> {
            events.clear();
            api.get("/api/v1/events?limit=100").at("data").forEach(events::add);
            return events.size() >= 5;
        });
        var told = events.stream().map(event -> event.path("event").asString()).toList();
        assertThat(told)
                .containsExactly("lead.created", "lead.created", "lead.merged", "lead.updated", "lead.tag_added");
        assertThat(events.get(2).at("/merged/lead_id").longValue()).isEqualTo(old);
        assertThat(events.get(2).at("/lead/id").longValue()).isEqualTo(survivor);
        people.unmerge(survivor, old);
        assertThat(api.get(LEADS + "/" + old + "/timeline").at("data").findValuesAsString("event"))
                .containsExactly("lead.restored", "lead.merged_into", "lead.created");
        Await.until(() -> api.get("/api/v1/events?limit=100")
                .at("data")
                .findValuesAsString("event")
                .contains("lead.restored"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_wants_no_emails_gets_none_whichever_address_is_kept(boolean keepsOther) {
        var old = people.older();
        var survivor = people.newer();
        var suppressions = server.bean(Suppressions.class);
        suppressions.add(
                workspace.caller(), keepsOther ? "new@example.com" : "old@example.com", SuppressionReason.UNSUBSCRIBED);
        var fields = keepsOther ? ", \"fields\": {\"email\": \"loser\"}" : "";
        var merged = api.post(LEADS + "/" + survivor + "/merge", "{\"lead_id\": " + old + fields + "}");
        assertThat(suppressions.find(workspace.caller(), merged.text("data.email")))
                .get()
                .extracting(Suppression::reason)
                .isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void what_finds_no_room_is_refused_and_not_left_out() {
        var fields = "{\"first_name\": \"A\", \"custom_fields\": {\"%s\": \"" + "x".repeat(40_000) + "\"}}";
        var one = people.make(fields.formatted("first"));
        var other = people.make(fields.formatted("second"));
        var path = LEADS + "/" + one + "/merge";
        for (var more : List.of("", ", \"dry_run\": true")) {
            var refused = api.post(path, "{\"lead_id\": " + other + more + "}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("errors").has("lead_id")).isTrue();
        }
        assertThat(workspace
                        .panel(Role.AGENT)
                        .get("/leads/" + one + "/merge/" + other)
                        .status())
                .isEqualTo(200);
        assertThat(api.post(path, "{\"lead_id\": " + other + ", \"fields\": {\"custom_fields.second\": \"survivor\"}}")
                        .status())
                .isEqualTo(200);
        var tags = IntStream.range(0, 60).mapToObj(Integer::toString).toList();
        var many = List.of("a", "b").stream()
                .map(name -> people.make("{\"first_name\": \"A\", \"tags\": %s}"
                        .formatted(
                                Json.write(tags.stream().map(tag -> name + tag).toList()))))
                .toList();
        assertThat(people.merge(many.getFirst(), many.getLast()).status()).isEqualTo(422);
    }
}
