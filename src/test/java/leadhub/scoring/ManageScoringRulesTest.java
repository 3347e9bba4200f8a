package leadhub.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManageScoringRulesTest {
    private static final String PATH = "/settings/scoring";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ScoringRules rules = server.bean(ScoringRules.class);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void a_manager_an_hour_later() {
        panel = open(Role.MANAGER);
    }

    private Panel open(Role role) {
        server.clock().pass(Duration.ofHours(1));
        var opened = workspace.panel(role);
        opened.get("/leads");
        return opened;
    }

    private List<RuleTerms> all() {
        return rules.all(workspace.caller()).stream().map(ScoringRule::terms).toList();
    }

    private static Map<String, String> form(String field, String operator, String value, String points) {
        return new HashMap<>(Map.of(
                "name",
                "A rule",
                "field",
                field,
                "operator",
                operator,
                "value",
                value,
                "points",
                points,
                "active",
                "1"));
    }

    @Test
    void a_rule_is_made_changed_switched_and_deleted() {
        assertThat(panel.get(PATH).body()).contains("No rules yet");
        assertThat(panel.post(PATH, form("country", "equals", " Chile ", "10")).status())
                .isEqualTo(303);
        assertThat(all()).containsExactly(new RuleTerms("A rule", "country", Comparison.EQUALS, "Chile", 10, true));
        var path = PATH + "/" + rules.all(workspace.caller()).getFirst().id();
        assertThat(panel.get(PATH).body()).contains("A rule", "Chile", "+10");
        panel.post(path, form("phone", "present", "ignored", "-1000"));
        assertThat(all()).containsExactly(new RuleTerms("A rule", "phone", Comparison.PRESENT, null, -1000, true));
        panel.post(path + "/switch", Map.of("active", "0"));
        assertThat(all().getFirst().active()).isFalse();
        panel.post(path + "/delete", Map.of());
        assertThat(all()).isEmpty();
        assertThat(open(Role.ADMIN).get("/settings/audit").body())
                .contains("added a scoring rule", "changed a scoring rule", "deleted a scoring rule");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, equals, x, 1",
        "custom_fields.gone, equals, x, 1",
        "country, resembles, x, 1",
        "country, equals, '', 1",
        "country, greater, many, 1",
        "country, equals, x, 1001",
        "country, equals, x, 1.5",
        "country, equals, x, 99999999999999999999",
        "country, equals, x, ''",
        "deal_value, equals, much, 1",
        "deal_value, contains, 1, 1",
        "status, equals, won, 1",
        "status, greater, 1, 1",
        "stage, equals, 0, 1",
        "starred, equals, perhaps, 1",
        "starred, present, '', 1",
        "custom_fields.birthday, less, soon, 1",
        "custom_fields.birthday, less, 5, 1",
        "custom_fields.size, equals, Medium, 1"
    })
    void nonsense_is_refused_when_saved_and_when_tried(String field, String operator, String value, String points) {
        workspace.field("Birthday", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        for (var path : List.of(PATH, PATH + "/preview")) {
            assertThat(panel.post(path, form(field, operator, value, points)).status())
                    .isEqualTo(422);
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void a_rule_may_outlive_the_field_that_it_looks_at() {
        var budget = workspace.field("Budget", FieldKind.NUMBER);
        var rule = workspace.rule("custom_fields.budget", Comparison.GREATER, "5", 10);
        server.bean(Fields.class).delete(workspace.caller(), budget.id());
        assertThat(panel.get(PATH).body()).contains("custom_fields.budget");
        panel.post(PATH + "/" + rule.id(), form("custom_fields.budget", "greater", "6", "10"));
        assertThat(all().getFirst().value()).isEqualTo("6");
    }

    @Test
    void the_form_offers_what_fits_to_the_field() {
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        var size = panel.post(PATH + "/form", form("custom_fields.size", "greater", "", "10"))
                .body();
        assertThat(size).contains(">Large</option>").doesNotContain("is greater than");
        assertThat(panel.post(PATH + "/form", form("status", "equals", "", "10"))
                        .body())
                .contains(">Qualified</option>");
        assertThat(panel.post(PATH + "/form", form("pipeline_stage_id", "equals", "", "10"))
                        .body())
                .contains("Sales Pipeline · Won");
        assertThat(panel.post(PATH + "/form", form("phone", "present", "", "10"))
                        .body())
                .doesNotContain("name=\"value\"");
    }

    @Test
    void a_preview_says_what_would_change_and_changes_nothing() {
        for (var i = 0; i < 12; i++) {
            api.post("/api/v1/leads", """
                    {"first_name": "Lead %d", "country": "%s"}
                    """.formatted(i, i == 0 ? "Peru" : "Chile"));
        }
        // Nothing else may change a row.
        server.pauseJobs();
        try {
            var tables = new WorkspaceTables(server);
            var before = tables.rows(workspace);
            var tried = panel.post(PATH + "/preview", form("country", "equals", "chile", "25"));
            assertThat(tried.status()).isEqualTo(200);
            assertThat(tried.body())
                    .contains("11 leads would gain points, none would lose points.")
                    .contains("Lead 11")
                    .doesNotContain("Lead 1<", "newest");
            assertThat(panel.post(PATH + "/preview", form("country", "equals", "France", "25"))
                            .body())
                    .contains("No lead’s score would change.");
            var sessions = "sessions";
            before.remove(sessions);
            var after = tables.rows(workspace);
            after.remove(sessions);
            assertThat(after).isEqualTo(before);
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void a_preview_of_a_change_counts_what_the_rule_gives_now() {
        var rule = workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"country\": \"Chile\"}");
        api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"country\": \"Peru\"}");
        var path = PATH + "/" + rule.id() + "/preview";
        assertThat(panel.post(path, form("country", "equals", "Peru", "10")).body())
                .contains("1 lead would gain points, 1 would lose points.");
        assertThat(panel.post(path, form("country", "equals", "Chile", "10")).body())
                .contains("No lead’s score would change.");
        var off = form("country", "equals", "Chile", "10");
        off.put("active", "0");
        assertThat(panel.post(path, off).body()).contains("No leads would gain points, 1 would lose points.");
    }

    @Test
    void a_hundred_rules_and_no_more() {
        for (var i = 0; i < ScoringRule.MOST; i++) {
            workspace.rule("country", Comparison.EQUALS, "Chile " + i, 10);
        }
        assertThat(panel.post(PATH, form("country", "equals", "Chile", "10")).status())
                .isEqualTo(422);
        assertThat(panel.get(PATH).body()).contains("which is the maximum");
    }
}
