package leadhub.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Picks some leads, or all that match, and does one thing to them; and takes it back. */
class BulkChangeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel signIn(User user) {
        var panel = workspace.panel(user);
        panel.get("/leads");
        return panel;
    }

    private long lead(String more) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"" + more + "}")
                .number("data.id");
    }

    /** What a lead has: status, owner, stage, tags. */
    private String state(long id) {
        var lead = api.get("/api/v1/leads/" + id).at("data");
        return lead.at("/status").stringValue() + " " + lead.at("/assigned_user_id") + " "
                + lead.at("/pipeline_stage_id") + " " + lead.at("/tags");
    }

    private Panel.Answer some(Panel panel, String field, Object value, long... ids) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(field, value.toString());
        for (var i = 0; i < ids.length; i++) {
            fields.put("ids[" + i + "]", Long.toString(ids[i]));
        }
        return panel.post(field.equals("delete") ? "/bulk/delete" : "/bulk", fields);
    }

    private Panel.Answer all(Panel panel, String query, String field, Object value) {
        return panel.post("/bulk", Map.of(field, value.toString(), "all", "1", "query", query));
    }

    /** Takes back the last change that the panel tells of. */
    private Panel.Answer undo(Panel panel) {
        return panel.post(undoing(panel), Map.of());
    }

    private static String undoing(Panel panel) {
        var page = panel.get("/bulk").body();
        var end = page.lastIndexOf("/undo\"");
        return end < 0 ? "/bulk/0/undo" : page.substring(page.lastIndexOf('"', end) + 1, end + 5);
    }

    @Test
    void any_field_is_changed_as_it_is_typed_and_what_is_wrong_is_said_in_the_form() {
        workspace.field("Budget", FieldKind.NUMBER);
        var panel = signIn(alice);
        var first = lead(", \"company\": \"Acme\"");
        var other = lead("");
        var form = panel.get("/bulk/field?picked=2").body();
        assertThat(form)
                .contains("Change a field of 2 leads", "custom_fields.budget", "deal_currency", "starred")
                .doesNotContain("\"external_id\"", "\"status\"");
        assertThat(panel.get("/bulk/field?all=1&query=field.1%3Dcompany%26is.1%3Dequals%26value.1%3Dacme&field=company")
                        .body())
                .contains("Change a field of 1 lead", "name=\"company\"");
        var typed = new LinkedHashMap<>(Map.of("field", "custom_fields.budget", "custom_fields[budget]", "1,234.5"));
        typed.put("ids[0]", Long.toString(first));
        typed.put("ids[1]", Long.toString(other));
        assertThat(panel.post("/bulk/field", typed).status()).isEqualTo(303);
        for (var id : List.of(first, other)) {
            assertThat(api.get("/api/v1/leads/" + id).at("data.custom_fields").toString())
                    .isEqualTo("{\"budget\":1234.5}");
        }
        undo(panel);
        assertThat(api.get("/api/v1/leads/" + first).at("data.custom_fields").toString())
                .isEqualTo("{}");

        typed.putAll(Map.of("field", "custom_fields.budget", "custom_fields[budget]", "many"));
        var refused = panel.post("/bulk/field", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Change a field of 2 leads", "value=\"many\"", "is-invalid");
        var wrong = new LinkedHashMap<>(Map.of("field", "email", "email", "nonsense", "ids[0]", Long.toString(first)));
        assertThat(panel.post("/bulk/field", wrong).body()).contains("value=\"nonsense\"", "is-invalid");
        var dear = Map.of("field", "deal_value", "deal_value", "€5000", "ids[0]", Long.toString(first));
        assertThat(panel.post("/bulk/field", dear).status())
                .as("an amount comes without its currency here")
                .isEqualTo(422);
        var acme = "field.1=company&is.1=equals&value.1=acme";
        assertThat(panel.post("/bulk/field", Map.of("field", "company", "company", "", "all", "1", "query", acme))
                        .status())
                .isEqualTo(303);
        assertThat(api.get("/api/v1/leads/" + first).at("data.company").isNull())
                .isTrue();
        assertThat(signIn(workspace.user(Role.READ_ONLY))
                        .get("/bulk/field?picked=1")
                        .status())
                .isEqualTo(403);
    }

    /** The job may be done before the browser asks how far it is. */
    @Test
    void a_table_that_was_shown_before_the_end_is_shown_anew() {
        var panel = signIn(alice);
        var id = lead("");
        var shown = panel.get("/leads").body().replaceAll("(?s).*hx-get=\"(/bulk[?]since=[0-9]+)\".*", "$1");
        assertThat(panel.get(shown).header("HX-Trigger")).isEmpty();
        server.clock().pass(Duration.ofSeconds(1));
        some(panel, "status", "lost", id);
        assertThat(panel.get(shown).header("HX-Trigger")).isEqualTo("bulk-over");
        server.clock().pass(Duration.ofSeconds(1));
        var later = panel.get("/leads").body().replaceAll("(?s).*hx-get=\"(/bulk[?]since=[0-9]+)\".*", "$1");
        assertThat(panel.get(later).header("HX-Trigger")).isEmpty();
    }

    @Test
    void each_thing_is_done_and_taken_back() {
        var panel = signIn(alice);
        var other = api.post("/api/v1/pipelines", "{\"name\": \"Partners\"}").number("data.stages.3.id");
        var one = lead(", \"tags\": [\"first\", \"old\"], \"assigned_user_id\": " + bob.id());
        var two = lead(", \"status\": \"lost\"");
        var old = api.get("/api/v1/tags").number("data.1.id");
        var before = List.of(state(one), state(two));
        for (var thing : List.of(
                Map.entry("status", "qualified"),
                Map.entry("assigned_user_id", Long.toString(alice.id())),
                Map.entry("assigned_user_id", "nobody"),
                Map.entry("pipeline_stage_id", Long.toString(other)),
                Map.entry("tag", "hot"),
                Map.entry("untag", Long.toString(old)),
                Map.entry("delete", "yes"))) {
            some(panel, thing.getKey(), thing.getValue(), one, two);
            assertThat(panel.cookie("leadhub-toast")).as("%s", thing).contains("%2Fundo%0A");
            if (thing.getKey().equals("delete")) {
                assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
            } else {
                assertThat(List.of(state(one), state(two))).as("%s", thing).isNotEqualTo(before);
            }
            assertThat(undo(panel).status()).as("%s", thing).isEqualTo(303);
            assertThat(List.of(state(one), state(two))).as("%s", thing).isEqualTo(before);
        }
    }

    @Test
    void moving_to_won_converts_as_it_does_for_one_lead() {
        var panel = signIn(alice);
        var won = api.get("/api/v1/pipelines").number("data.0.stages.3.id");
        var lead = lead("");
        some(panel, "pipeline_stage_id", won, lead);
        assertThat(api.get("/api/v1/leads/" + lead).text("data.status")).isEqualTo("converted");
        assertThat(panel.get("/leads/" + lead).body()).contains("changed this lead", alice.name());
        assertThat(api.get("/api/v1/leads?status=converted").number("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void all_that_match_are_those_the_list_shows() {
        var panel = signIn(alice);
        var hits = List.of(
                lead(", \"status\": \"lost\", \"last_name\": \"Müller\""),
                lead(", \"status\": \"lost\", \"email\": \"muller@example.com\""));
        var misses = List.of(lead(", \"status\": \"lost\""), lead(", \"last_name\": \"Muller\""));
        all(panel, "status=lost&search=m%C3%BCller&sort=email&page=1", "tag", "hot");
        assertThat(panel.get("/bulk").body()).contains("2 leads changed");
        hits.forEach(id -> assertThat(state(id)).contains("hot"));
        misses.forEach(id -> assertThat(state(id)).doesNotContain("hot"));
        assertThat(api.get("/api/v1/leads?tag=hot").number("meta.total")).isEqualTo(2);
        all(panel, "tag=hot", "status", "qualified");
        assertThat(api.get("/api/v1/leads?tag=hot&status=qualified").number("meta.total"))
                .isEqualTo(2);
        all(panel, "", "tag", "everyone");
        assertThat(api.get("/api/v1/leads?tag=everyone").number("meta.total")).isEqualTo(4);
    }

    @Test
    void a_filter_that_cannot_be_read_changes_nothing() {
        var panel = signIn(alice);
        lead("");
        for (var query : List.of(
                "status=nonsense", "stage_id=x", "stage_id=999999999", "status=%zz", "a b", "<", "x".repeat(4001))) {
            assertThat(all(panel, query, "tag", "hot").status()).as(query).isBetween(400, 422);
        }
        assertThat(api.get("/api/v1/tags").number("meta.total")).isZero();
        assertThat(panel.get("/bulk").body()).doesNotContain("changed");
    }

    @Test
    void what_leads_cannot_be_given_is_refused() {
        var panel = signIn(alice);
        var lead = lead("");
        var charlies = server.newWorkspace();
        var stage = charlies.leadHub().get("/api/v1/pipelines").number("data.0.stages.0.id");
        for (var wrong : List.of(
                Map.entry("status", "nonsense"),
                Map.entry("assigned_user_id", "x"),
                Map.entry("assigned_user_id", charlies.user(Role.AGENT).id()),
                Map.entry("pipeline_stage_id", stage),
                Map.entry("untag", "999999999"),
                Map.entry("tag", "x".repeat(51)))) {
            assertThat(some(panel, wrong.getKey(), wrong.getValue(), lead).status())
                    .as("%s", wrong)
                    .isEqualTo(422);
        }
        assertThat(some(panel, "tag", " ", lead).status()).isEqualTo(303);
    }

    @Test
    void what_is_so_already_or_out_of_sight_is_skipped() {
        var carols =
                lead(", \"assigned_user_id\": " + workspace.user(Role.AGENT).id());
        var nobodys = lead("");
        var tagged = lead(", \"tags\": [\"Hot\"]");
        var panel = signIn(bob);
        some(panel, "tag", "hot", carols, nobodys, tagged, 999_999_999L);
        assertThat(panel.get("/bulk").body()).contains("1 lead changed", "3 skipped");
        assertThat(state(carols)).doesNotContain("hot");
        all(panel, "", "status", "contacted");
        assertThat(panel.get("/bulk").body()).contains("2 leads changed").doesNotContain("skipped");
        assertThat(state(carols)).startsWith("new");
    }

    @Test
    void a_lead_with_a_hundred_tags_has_no_room() {
        var tags = new StringBuilder();
        for (var i = 0; i < 100; i++) {
            tags.append(i == 0 ? "" : ",").append("\"t").append(i).append('"');
        }
        var full = lead(", \"tags\": [" + tags + "]");
        var panel = signIn(alice);
        some(panel, "tag", "one more", full);
        assertThat(panel.get("/bulk").body())
                .contains("0 leads changed", "1 skipped")
                .doesNotContain("/undo");
    }

    @Test
    void undo_leaves_alone_what_somebody_changed_since() {
        var panel = signIn(alice);
        var kept = lead("");
        var changed = lead("");
        some(panel, "status", "qualified", kept, changed);
        api.patch("/api/v1/leads/" + changed, "{\"status\": \"lost\"}");
        api.patch("/api/v1/leads/" + kept, "{\"company\": \"Tech Corp\"}");
        undo(panel);
        assertThat(panel.get("/bulk").body())
                .contains(
                        "1 lead restored to what it was",
                        "1 left as they are, because they were changed in the meantime");
        assertThat(state(kept)).startsWith("new");
        assertThat(state(changed)).startsWith("lost");
        assertThat(api.get("/api/v1/leads/" + kept).text("data.company")).isEqualTo("Tech Corp");
    }

    @Test
    void an_agent_takes_back_what_they_gave_away_and_nothing_else() {
        var panel = signIn(bob);
        var own = lead(", \"assigned_user_id\": " + bob.id());
        var taken = lead(", \"assigned_user_id\": " + bob.id());
        some(panel, "assigned_user_id", alice.id(), own);
        undo(panel);
        assertThat(state(own)).contains(" " + bob.id() + " ");
        some(panel, "status", "lost", taken);
        api.patch("/api/v1/leads/" + taken, "{\"assigned_user_id\": %d}".formatted(alice.id()));
        undo(panel);
        assertThat(state(taken)).startsWith("lost");
    }

    @Test
    void a_change_is_taken_back_once_by_its_author_and_within_a_day() {
        var panel = signIn(alice);
        var lead = lead("");
        some(panel, "status", "lost", lead);
        var path = undoing(panel);
        var other = signIn(workspace.user(Role.ADMIN));
        assertThat(other.get("/bulk").body()).doesNotContain("changed");
        assertThat(other.post(path, Map.of()).status()).isEqualTo(404);
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(303);
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(409);
        some(panel, "status", "lost", lead);
        var late = undoing(panel);
        server.clock().pass(Duration.ofHours(25));
        panel = signIn(alice);
        assertThat(panel.get("/bulk").body()).doesNotContain("changed");
        assertThat(panel.post(late, Map.of()).status()).isEqualTo(409);
        assertThat(state(lead)).startsWith("lost");
    }

    @Test
    void its_line_is_put_away() {
        var panel = signIn(alice);
        some(panel, "status", "lost", lead(""));
        assertThat(panel.get("/bulk").body()).contains("1 lead changed");
        panel.post(undoing(panel).replace("/undo", "/hide"), Map.of());
        assertThat(panel.get("/bulk").body()).doesNotContain("changed");
    }

    @Test
    void totals_stay_exact() {
        var panel = signIn(alice);
        var ids = new long[] {lead(""), lead(", \"tags\": [\"hot\"]"), lead(", \"status\": \"lost\"")};
        for (var query : List.of("", "?status=lost", "?tag=hot")) {
            api.get("/api/v1/leads" + query);
        }
        some(panel, "tag", "hot", ids);
        some(panel, "status", "lost", ids);
        assertThat(api.get("/api/v1/leads?status=lost").number("meta.total")).isEqualTo(3);
        assertThat(api.get("/api/v1/leads?tag=hot").number("meta.total")).isEqualTo(3);
        assertThat(api.get("/api/v1/tags").number("data.0.leads_count")).isEqualTo(3);
        some(panel, "delete", "yes", ids);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        undo(panel);
        assertThat(api.get("/api/v1/leads?status=lost&tag=hot").number("meta.total"))
                .isEqualTo(3);
    }
}
