package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.emails.suppression.Suppression;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.leads.merging.MergeChoices;
import leadhub.leads.merging.Merging;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.OtherProcess;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two leads that are one person become one, and two again. */
class MergeLeadsTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final WorkspaceTables tables = new WorkspaceTables(server);

    private long make(String body) {
        var made = api.post(LEADS, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private ApiAnswer lead(long id) {
        return api.get(LEADS + "/" + id);
    }

    private ApiAnswer merge(long survivor, long loser) {
        return api.post(LEADS + "/" + survivor + "/merge", "{\"lead_id\": " + loser + "}");
    }

    private ApiAnswer unmerge(long survivor, long loser) {
        return api.post(LEADS + "/" + survivor + "/unmerge", "{\"lead_id\": " + loser + "}");
    }

    private long older() {
        return make("""
                {"first_name": "S.", "email": "old@example.com", "phone": "+14155550123", "company": "Old Ltd", "deal_value": 10,
                 "deal_currency": "EUR", "external_id": "old-1", "custom_fields": {"budget": 1, "seats": 2}, "tags": ["vip", "old"],
                 "status": "qualified", "source": "fair"}
                """);
    }

    private long newer() {
        return make("""
                {"first_name": "Sarah", "last_name": "Øster", "email": "new@example.com", "custom_fields": {"budget": 9},
                 "tags": ["hot", "VIP"], "source": "web"}
                """);
    }

    @Test
    void the_survivor_wins_and_its_gaps_are_filled() {
        var old = older();
        server.clock().pass(Duration.ofDays(3));
        var survivor = newer();
        workspace.note(old, "Called.");
        workspace.task(old, "Call again");
        var createdAt = lead(old).text("data.created_at");
        var dry = api.post(LEADS + "/" + survivor + "/merge", "{\"dry_run\": true, \"lead_id\": " + old + "}");
        assertThat(lead(old).status()).isEqualTo(200);
        var merged = merge(survivor, old);
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
        var old = older();
        var survivor = newer();
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
        var survivor = newer();
        var other = older();
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
        var first = older();
        var second = newer();
        var third = make("{\"first_name\": \"Third\"}");
        workspace.note(first, "Called.");
        merge(second, first);
        merge(third, second);
        server.clock().pass(Duration.ofDays(40));
        server.bean(LeadMerges.class)
                .prune(workspace.id(), server.clock().instant().minus(Merging.KEPT));
        for (var id : List.of(first, second)) {
            var answer = lead(id);
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
            assertThat(merge(id, third).status()).isEqualTo(409);
            assertThat(merge(third, id).status()).isEqualTo(409);
        }
        assertThat(lead(third).at("data.merged_from").toString()).isEqualTo("[" + second + "," + first + "]");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/leads/" + first).header("Location")).isEqualTo("/leads/" + third);
        assertThat(panel.get("/leads/" + third).body()).contains("Called.");
        api.delete(LEADS + "/" + third);
        assertThat(lead(first).status()).isEqualTo(404);
        assertThat(api.patch(LEADS + "/" + first, "{}").status()).isEqualTo(404);
    }

    @Test
    void who_comes_by_what_either_had_is_the_survivor() {
        var old = make("""
                {"first_name": "A", "email": "old@example.com", "phone": "+14155550123", "external_id": "old-1"}
                """);
        var survivor = make("""
                {"first_name": "B", "email": "new@example.com", "phone": "+14155550199", "external_id": "new-1"}
                """);
        merge(survivor, old);
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
        var old = older();
        server.clock().pass(Duration.ofDays(1));
        var survivor = newer();
        workspace.note(old, "Old.");
        var before = lead(old);
        var survivorBefore = lead(survivor);
        merge(survivor, old);
        workspace.note(survivor, "Later.");
        api.patch(LEADS + "/" + survivor, "{\"company\": \"Changed\", \"custom_fields\": {\"since\": 5}}");
        var answer = unmerge(survivor, old);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("data.company")).isEqualTo("Changed");
        assertThat(answer.at("data.phone").isNull()).isTrue();
        assertThat(answer.at("data.external_id").isNull()).isTrue();
        assertThat(answer.at("data.tags").toString()).isEqualTo("[\"hot\",\"vip\"]");
        assertThat(answer.at("data.custom_fields").toString()).isEqualTo("{\"since\":5,\"budget\":9}");
        assertThat(answer.text("data.created_at")).isEqualTo(survivorBefore.text("data.created_at"));
        assertThat(answer.at("data.merged_from")).isEmpty();
        var back = (ObjectNode) lead(old).at("data").deepCopy();
        var was = (ObjectNode) before.at("data").deepCopy();
        List.of(back, was).forEach(node -> node.remove("updated_at"));
        assertThat(back).isEqualTo(was);
        assertThat(api.get(LEADS + "/" + old + "/notes").at("data").findValuesAsString("body"))
                .containsExactly("Old.");
        assertThat(api.get(LEADS + "/" + survivor + "/notes").at("data").findValuesAsString("body"))
                .containsExactly("Later.");
        assertThat(api.get(LEADS).number("meta.total")).isEqualTo(2);
        assertThat(unmerge(survivor, old).status()).isEqualTo(409);
        assertThat(merge(old, survivor).status()).isEqualTo(200);
    }

    /** What a feature declares to move does so, and goes back; nothing is left with the lead that is gone. */
    @Test
    void all_parts_of_a_lead_move_and_come_back() {
        var survivor = newer();
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
        merge(survivor, old);
        assertThat(moving)
                .allSatisfy(table -> assertThat(count(table, old)).as(table).isZero());
        assertThat(moving.stream().map(table -> count(table, survivor)).toList())
                .isEqualTo(before);
        unmerge(survivor, old);
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
        var first = older();
        var second = newer();
        var third = make("{\"first_name\": \"Third\"}");
        merge(second, first);
        merge(third, second);
        assertThat(unmerge(third, first).status()).isEqualTo(409);
        assertThat(unmerge(second, first).status()).isEqualTo(409);
        assertThat(unmerge(third, second).at("data.merged_from")).isEmpty();
        assertThat(lead(first).number("merged_into")).isEqualTo(second);
        assertThat(unmerge(second, first).status()).isEqualTo(200);
        assertThat(lead(first).status()).isEqualTo(200);
    }

    @Test
    void after_thirty_days_it_stays() {
        var old = older();
        var survivor = newer();
        merge(survivor, old);
        server.clock().pass(Duration.ofDays(31));
        assertThat(unmerge(survivor, old).status()).isEqualTo(409);
    }

    @Test
    void both_timelines_and_programs_tell_of_it() {
        var old = older();
        var survivor = newer();
        merge(survivor, old);
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
        unmerge(survivor, old);
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
        var old = older();
        var survivor = newer();
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
    void on_pages_two_are_compared_merged_and_taken_apart() {
        var old = older();
        var survivor = newer();
        workspace.note(old, "Called.");
        var panel = workspace.panel(Role.AGENT);
        var path = "/leads/" + survivor + "/merge/" + old;
        var page = panel.get(path).body();
        assertThat(page).contains("Old Ltd", "winner-email", "1 note moves.");
        assertThat(panel.get(path + "?rule=longest").status()).isEqualTo(200);
        var done = panel.post(
                path,
                Map.of(
                        "winner-email",
                        Long.toString(old),
                        "winner-company",
                        Long.toString(old),
                        "winner-first_name",
                        Long.toString(survivor)));
        assertThat(done.header("Location")).isEqualTo("/leads/" + survivor);
        assertThat(lead(survivor).text("data.email")).isEqualTo("old@example.com");
        assertThat(lead(survivor).text("data.first_name")).isEqualTo("Sarah");
        assertThat(panel.get("/leads/" + survivor).body()).contains("/leads/" + survivor + "/merged");
        assertThat(panel.get("/leads/" + survivor + "/merged").body()).contains("/merged/" + old + "/unmerge");
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(409);
        var undone = panel.post("/leads/" + survivor + "/merged/" + old + "/unmerge", Map.of());
        assertThat(undone.header("Location")).isEqualTo("/leads/" + old);
        assertThat(lead(survivor).text("data.email")).isEqualTo("new@example.com");
    }

    private long person(String first, String email, String company) {
        return api.post(LEADS, """
                        {"first_name": "%s", "email": "%s", "company": "%s"}
                        """.formatted(first, email, company)).number("data.id");
    }

    private static String id(long id) {
        return Long.toString(id);
    }

    @Test
    void on_pages_many_are_merged_each_with_its_values_and_taken_apart_one_by_one() {
        var one = person("Sarah", "one@example.com", "Acme");
        var two = person("Sally", "two@example.com", "Acme Ltd");
        var three = person("Sal", "three@example.com", "Acme Limited");
        workspace.note(two, "Called.");
        workspace.note(three, "Called again.");
        var panel = workspace.panel(Role.AGENT);
        var path = "/leads/" + one + "/merge/" + two + "?more=" + three;
        assertThat(panel.get("/leads").body()).contains("data-merges");
        assertThat(panel.get(path).body())
                .contains("Acme Ltd", "Acme Limited", "2 notes move.", "/leads/" + three + "/merge/" + one);
        var done = panel.post(
                path, Map.of("winner-email", id(two), "winner-company", id(three), "winner-first_name", id(one)));
        assertThat(done.header("Location")).isEqualTo("/leads/" + one);
        assertThat(lead(one).text("data.email")).isEqualTo("two@example.com");
        assertThat(lead(one).text("data.company")).isEqualTo("Acme Limited");
        assertThat(lead(one).text("data.first_name")).isEqualTo("Sarah");
        assertThat(lead(one).at("data.merged_from").toString()).isEqualTo("[" + three + "," + two + "]");
        assertThat(api.get(LEADS + "/" + two).status()).isEqualTo(301);
        assertThat(api.get(LEADS + "/" + three).status()).isEqualTo(301);

        panel.post("/leads/" + one + "/merged/" + two + "/unmerge", Map.of());
        assertThat(lead(two).text("data.email")).isEqualTo("two@example.com");
        assertThat(lead(one).text("data.email")).isEqualTo("one@example.com");
        assertThat(lead(one).text("data.company")).isEqualTo("Acme Limited");
        assertThat(api.get(LEADS + "/" + two + "/notes").number("meta.total")).isEqualTo(1);
        panel.post("/leads/" + one + "/merged/" + three + "/unmerge", Map.of());
        assertThat(lead(one).text("data.company")).isEqualTo("Acme");
        assertThat(lead(three).text("data.company")).isEqualTo("Acme Limited");
        assertThat(api.get(LEADS + "/" + one + "/notes").number("meta.total")).isZero();
    }

    @Test
    void of_many_all_are_merged_or_none() {
        var one = person("Sarah", "one@example.com", "Acme");
        var two = person("Sally", "two@example.com", "Acme");
        var three = person("Sal", "three@example.com", "Acme");
        var tags = IntStream.range(0, 60).mapToObj(i -> "\"tag %d-%d\"".formatted(three, i));
        api.patch(LEADS + "/" + three, "{\"tags\": [%s]}".formatted(tags.collect(Collectors.joining(","))));
        var others = IntStream.range(0, 60).mapToObj(i -> "\"tag %d-%d\"".formatted(one, i));
        api.patch(LEADS + "/" + one, "{\"tags\": [%s]}".formatted(others.collect(Collectors.joining(","))));
        var panel = workspace.panel(Role.AGENT);
        var path = "/leads/" + one + "/merge/" + two + "?more=" + three;
        panel.get(path);
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(422);
        assertThat(lead(two).text("data.first_name")).isEqualTo("Sally");
        assertThat(lead(one).at("data.merged_from").toString()).isEqualTo("[]");
    }

    @Test
    void values_are_preset_by_the_workspaces_rules() {
        var one = person("Sarah", "one@example.com", "Acme");
        var two = person("S.", "two@example.com", "Acme Limited");
        api.patch(LEADS + "/" + two, "{\"source\": \"Fair\", \"job_title\": \"CEO\"}");
        var admin = workspace.panel(Role.ADMIN);
        var page = "/settings/duplicates";
        assertThat(admin.get(page).status()).isEqualTo(200);
        var rules = Map.of(
                "forms",
                "create",
                "integrations",
                "update",
                "imports",
                "review",
                "winner",
                "longest",
                "sources",
                "fair\n\nweb_form",
                "winner.email",
                "source");
        assertThat(admin.post(page, rules).status()).isEqualTo(303);
        var merge = "/leads/" + one + "/merge/" + two;
        var preset = admin.get(merge).body();
        assertThat(checked(preset, "first_name")).isEqualTo(one);
        assertThat(checked(preset, "company")).isEqualTo(two);
        assertThat(checked(preset, "email")).isEqualTo(two);
        assertThat(checked(preset, "job_title")).isEqualTo(two);
        assertThat(checked(admin.get(merge + "?rule=survivor").body(), "company"))
                .isEqualTo(one);

        var merged = api.post(LEADS + "/" + one + "/merge", "{\"dry_run\": true, \"lead_id\": " + two + "}");
        assertThat(merged.text("data.company")).isEqualTo("Acme");
        var many = IntStream.range(0, 51).mapToObj(i -> "source " + i).collect(Collectors.joining("\n"));
        assertThat(admin.post(page, Map.of("forms", "fill", "integrations", "fill", "imports", "skip", "sources", many))
                        .status())
                .isEqualTo(422);
    }

    private static long checked(String page, String field) {
        var found = Pattern.compile("name=\"winner-" + field + "\" value=\"([0-9]+)\" checked")
                .matcher(page);
        assertThat(found.find()).as(field).isTrue();
        return Long.parseLong(found.group(1));
    }

    @Test
    void new_forms_integrations_and_imports_begin_with_the_workspaces_rules() {
        var admin = workspace.panel(Role.ADMIN);
        admin.get("/settings/duplicates");
        var before = api.post("/api/v1/forms", "{\"name\": \"Before\"}").text("data.id");
        admin.post("/settings/duplicates", Map.of("forms", "create", "integrations", "update", "imports", "review"));
        var form = api.post("/api/v1/forms", "{\"name\": \"Contact\"}");
        assertThat(form.text("data.settings.duplicate_policy")).isEqualTo("create");
        assertThat(api.get("/api/v1/forms/" + before).text("data.settings.duplicate_policy"))
                .isEqualTo("fill");
        var own =
                api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {\"duplicate_policy\": \"update\"}}");
        assertThat(own.text("data.settings.duplicate_policy")).isEqualTo("update");
        var made = api.post("/api/v1/integrations", "{\"type\": \"webhook\", \"name\": \"Shop\"}");
        assertThat(made.text("data.target.duplicate_policy")).isEqualTo("update");
        var imported = api.with("Content-Type", "multipart/form-data; boundary=x")
                .post("/api/v1/imports", """
                        --x
                        Content-Disposition: form-data; name="file"; filename="leads.csv"

                        Email
                        sarah@example.com
                        --x--
                        """.replace("\n", "\r\n"));
        assertThat(imported.text("data.options.duplicates")).isEqualTo("review");
    }

    @Test
    void runs_of_the_merged_lead_end_and_say_why() {
        var automation = api.post("/api/v1/automations", """
                {"name": "Wait", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "delay", "config": {"amount": 1, "unit": "days"}}]}
                """).text("data.id");
        var old = older();
        var survivor = newer();
        var run = api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + old + "}")
                .text("data.id");
        Await.until(() -> status(automation, run).equals("waiting"));
        merge(survivor, old);
        Await.until(() -> status(automation, run).equals("stopped"));
        assertThat(api.get("/api/v1/automations/" + automation + "/runs/" + run).text("data.reason"))
                .isEqualTo("lead_merged");
    }

    private String automation(String steps) {
        var made = api.post("/api/v1/automations", """
                {"name": "Tag", "is_active": true, "trigger": {"type": "manual"}, "steps": [%s]}
                """.formatted(steps));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private static String tagging(String tag) {
        return "{\"type\": \"action\", \"action\": \"add_tag\", \"config\": {\"tag\": \"%s\"}}".formatted(tag);
    }

    private String started(String automation, long leadId) {
        return api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + leadId + "}")
                .text("data.id");
    }

    /** What the step did is known and done once; the steps behind it were meant for the lead that is gone. */
    @Test
    void a_lead_that_is_merged_while_a_step_calls_somebody_keeps_what_was_done_until_then() {
        var old = older();
        var survivor = newer();
        api.post("/api/v1/tags", "{\"name\": \"before\"}");
        api.post("/api/v1/tags", "{\"name\": \"behind\"}");
        try (var receiver = Receiver.doing((request, peer) -> {
            assertThat(merge(survivor, old).status()).isEqualTo(200);
            Receiver.status(204).answer(request, peer);
        })) {
            var automation = automation(tagging("before")
                    + ", {\"type\": \"action\", \"action\": \"send_webhook\", \"config\": {\"url\": \"%s\"}}, "
                            .formatted(receiver.url())
                    + tagging("behind"));
            var run = started(automation, old);
            Await.until(() -> status(automation, run).equals("stopped"));
            var ended = api.get("/api/v1/automations/" + automation + "/runs/" + run);
            assertThat(ended.text("data.reason")).isEqualTo("lead_merged");
            assertThat(ended.text("data.steps.0.status")).isEqualTo("completed");
            assertThat(ended.text("data.steps.1.status")).isEqualTo("completed");
            assertThat(receiver.count()).isEqualTo(1);
        }
        assertThat(lead(survivor).at("data.tags").toString()).contains("before").doesNotContain("behind");
    }

    /** Whichever holds the lead first: a step that comes late isn't done by half, and says why. */
    @Test
    void a_step_that_waits_for_a_merge_is_not_done_and_its_run_says_why() throws Exception {
        var old = older();
        var survivor = newer();
        api.post("/api/v1/tags", "{\"name\": \"late\"}");
        var automation = automation(tagging("late"));
        String run;
        try (var holder = LockHolder.in(server, workspace)) {
            server.pauseJobs();
            CompletableFuture<ApiAnswer> merging;
            try {
                run = started(automation, old);
                holder.lockLead(Math.max(old, survivor));
                merging = CompletableFuture.supplyAsync(() -> merge(survivor, old));
                Await.until(() -> holder.blocked() >= 1);
            } finally {
                server.resumeJobs();
            }
            Await.until(() -> holder.blocked() >= 2);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        Await.until(() -> status(automation, run).equals("stopped"));
        var ended = api.get("/api/v1/automations/" + automation + "/runs/" + run);
        assertThat(ended.text("data.reason")).isEqualTo("lead_merged");
        assertThat(lead(survivor).at("data.tags").toString()).doesNotContain("late");
    }

    private String status(String automation, String run) {
        return api.get("/api/v1/automations/" + automation + "/runs/" + run).text("data.status");
    }

    @Test
    void of_two_merges_into_each_other_one_wins() {
        for (var round = 0; round < 5; round++) {
            var one = make("{\"first_name\": \"A\"}");
            var other = make("{\"first_name\": \"B\"}");
            var answers = Together.times(2, place -> place == 0 ? merge(one, other) : merge(other, one));
            assertThat(Together.count(answers, 200)).isEqualTo(1);
            assertThat(Together.count(answers, 409)).isEqualTo(1);
        }
    }

    /** An edit that waits for the merge finds the lead merged; what comes in finds the survivor; a note isn't left behind. */
    @Test
    void nothing_that_waits_for_a_merge_is_lost() throws Exception {
        var old = older();
        var survivor = newer();
        List<CompletableFuture<ApiAnswer>> waiting;
        try (var holder = LockHolder.in(server, workspace)) {
            holder.lockLead(Math.max(old, survivor));
            var merging = CompletableFuture.supplyAsync(() -> merge(survivor, old));
            Await.until(holder::blocks);
            waiting = List.of(
                    CompletableFuture.supplyAsync(() -> api.patch(LEADS + "/" + old, "{\"notes\": \"x\"}")),
                    CompletableFuture.supplyAsync(() -> api.post(LEADS + "/" + old + "/notes", "{\"body\": \"x\"}")),
                    CompletableFuture.supplyAsync(() -> api.post(
                            "/api/inbound/leads?tenant=" + workspace.slug(),
                            "{\"email\": \"old@example.com\", \"industry\": \"Steel\"}")));
            Await.until(() -> holder.blocked() >= 4);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        assertThat(waiting.get(0).get().status()).isEqualTo(409);
        assertThat(waiting.get(1).get().status()).isEqualTo(409);
        assertThat(waiting.get(2).get().number("lead_id")).isEqualTo(survivor);
        assertThat(lead(survivor).text("data.industry")).isEqualTo("Steel");
    }

    /** Many at once look for people before they hold them: who was merged in between is found where they are now. */
    @ParameterizedTest
    @ValueSource(strings = {"upsert", "update"})
    void who_is_merged_while_many_are_written_is_not_made_anew(String operation) throws Exception {
        var survivor = make("{\"first_name\": \"Sarah\"}");
        var old = older();
        CompletableFuture<ApiAnswer> writing;
        try (var holder = LockHolder.in(server, workspace)) {
            holder.lockLead(old);
            var merging = CompletableFuture.supplyAsync(() -> merge(survivor, old));
            Await.until(() -> holder.blocked() >= 1);
            writing = CompletableFuture.supplyAsync(() -> api.post(LEADS + "/bulk", """
                    {"operation": "%s", "leads": [{"first_name": "Sarah", "email": "old@example.com", "industry": "Steel"}]}
                    """.formatted(operation)));
            Await.until(() -> holder.blocked() >= 2);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        var written = writing.get();
        assertThat(written.text("data.0.status")).as(written.body()).isEqualTo("updated");
        assertThat(lead(survivor).text("data.industry")).isEqualTo("Steel");
        assertThat(api.get(LEADS).number("meta.total")).isEqualTo(1);
    }

    @Test
    void what_finds_no_room_is_refused_and_not_left_out() {
        var fields = "{\"first_name\": \"A\", \"custom_fields\": {\"%s\": \"" + "x".repeat(40_000) + "\"}}";
        var one = make(fields.formatted("first"));
        var other = make(fields.formatted("second"));
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
                .map(name -> make("{\"first_name\": \"A\", \"tags\": %s}"
                        .formatted(
                                Json.write(tags.stream().map(tag -> name + tag).toList()))))
                .toList();
        assertThat(merge(many.getFirst(), many.getLast()).status()).isEqualTo(422);
    }

    /** A merge is one transaction, so that a process that dies in it leaves two leads behind that are as they were. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killed_in_the_middle_nothing_has_happened(boolean isMerge) throws Exception {
        var old = older();
        var survivor = newer();
        workspace.note(old, "Called.");
        if (!isMerge) {
            merge(survivor, old);
        }
        var before = tables.rows(workspace);
        try (var holder = LockHolder.in(server, workspace)) {
            // Moving it is the last that the process gets to.
            holder.execute("select from lead_notes where workspace_id = %d for update".formatted(workspace.id()));
            var other = server.inAnotherProcess(
                    OneMerge.class,
                    List.of(
                            Long.toString(workspace.id()),
                            Long.toString(survivor),
                            Long.toString(old),
                            Boolean.toString(isMerge)));
            Await.until(holder::blocks);
            other.destroyForcibly().waitFor();
        }
        Await.until(() -> tables.rows(workspace).equals(before));
        assertThat((isMerge ? merge(survivor, old) : unmerge(survivor, old)).status())
                .isEqualTo(200);
    }

    /** Merges two leads, or takes them apart. */
    public static final class OneMerge implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var numbers = arguments.stream().limit(3).map(Long::valueOf).toList();
            var caller = TestServer.system(numbers.getFirst());
            var merging = context.getBean(Merging.class);
            if (Boolean.parseBoolean(arguments.getLast())) {
                merging.merge(caller, numbers.get(1), numbers.get(2), MergeChoices.NONE);
            } else {
                merging.unmerge(caller, numbers.get(1), numbers.get(2));
            }
        }
    }
}
