package leadhub.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefineCustomFieldsTest {
    private static final String PATH = "/settings/fields";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Fields fields = server.bean(Fields.class);
    private final Panel panel = open(Role.MANAGER);

    private Panel open(Role role) {
        // Tries to sign in are counted by the hour, and all tests come from one address.
        server.clock().pass(Duration.ofHours(1));
        var opened = workspace.panel(role);
        opened.get("/leads");
        return opened;
    }

    private List<CustomField> all() {
        return fields.all(workspace.caller());
    }

    private List<String> labels() {
        return all().stream().map(CustomField::label).toList();
    }

    private Panel.Answer make(String label, String kind, String options) {
        return panel.post(PATH, Map.of("label", label, "kind", kind, "options", options));
    }

    private static String path(CustomField field) {
        return PATH + "/" + field.id();
    }

    @Test
    void a_field_is_made_with_a_key_of_its_own() {
        assertThat(panel.get(PATH).body()).contains("No custom fields yet");
        assertThat(make("Annual revenue (€)", "number", "").status()).isEqualTo(303);
        make("Size", "dropdown", " Small \r\n\r\nLarge\nsmall");
        assertThat(all().getFirst().key()).isEqualTo("annual_revenue");
        assertThat(all().get(1).options()).containsExactly("Small", "Large");
        assertThat(panel.get(PATH).body()).contains("annual_revenue").contains("Annual revenue");
    }

    @ParameterizedTest
    @CsvSource({
        "Budget, budget",
        "Größe, grosse",
        "予算, yu_suan",
        "الميزانية, almyzanyt",
        "!!!, field",
        "A-very-long-name-that-nobody-would-ever-type-into-a-form, a_very_long_name_that_nobody_would_ever_type_into"
    })
    void keys_are_plain_words(String label, String key) {
        assertThat(FieldKeys.of(label, java.util.Set.of())).isEqualTo(key).matches("[a-z0-9_]{1,50}");
    }

    @Test
    void what_spells_alike_gets_a_number() {
        make("Budget!", "text", "");
        make("Budget?", "text", "");
        assertThat(all().stream().map(CustomField::key)).containsExactly("budget", "budget_2");
    }

    @Test
    void nonsense_is_refused() {
        make("Budget", "number", "");
        assertThat(make("BUDGET", "text", "").body()).contains("Enter a name that no other field has");
        assertThat(make(" ", "text", "").status()).isEqualTo(422);
        assertThat(make("x".repeat(101), "text", "").status()).isEqualTo(422);
        assertThat(make("Mood", "colour", "").status()).isEqualTo(422);
        assertThat(make("Size", "dropdown", "\n \n").body()).contains("Enter 1 to 100 options");
        assertThat(make("Size", "dropdown", "x".repeat(101)).status()).isEqualTo(422);
        assertThat(make("Size", "dropdown", "a\n".repeat(101)).status()).isEqualTo(422);
        assertThat(labels()).containsExactly("Budget");
    }

    @Test
    void a_field_is_renamed_and_keeps_its_key_and_kind() {
        var size = workspace.field("Size", FieldKind.DROPDOWN, "S", "L");
        panel.post(path(size), Map.of("label", "Team size", "options", "S\nM\nL", "kind", "text"));
        var after = all().getFirst();
        assertThat(after.label()).isEqualTo("Team size");
        assertThat(after.key()).isEqualTo("size");
        assertThat(after.kind()).isEqualTo(FieldKind.DROPDOWN);
        assertThat(after.options()).containsExactly("S", "M", "L");
        assertThat(panel.post(path(size), Map.of("options", "")).status()).isEqualTo(422);
    }

    @Test
    void fields_go_up_and_down_and_no_further_than_the_end() {
        workspace.field("A", FieldKind.TEXT);
        workspace.field("B", FieldKind.TEXT);
        var last = workspace.field("C", FieldKind.TEXT);
        panel.post(path(last), Map.of("position", "1"));
        assertThat(labels()).containsExactly("C", "A", "B");
        panel.post(path(last), Map.of("position", "99"));
        panel.post(path(all().getFirst()), Map.of("position", "-5"));
        assertThat(labels()).containsExactly("A", "B", "C");
        fields.delete(workspace.caller(), all().getFirst().id());
        assertThat(all().stream().map(CustomField::position)).containsExactly(1, 2);
    }

    @Test
    void a_field_goes_and_what_leads_have_in_it_stays() {
        var budget = workspace.field("Budget", FieldKind.NUMBER);
        var lead = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"Ann\", \"custom_fields\": {\"budget\": 5000}}");
        panel.post(path(budget) + "/delete", Map.of());
        assertThat(labels()).isEmpty();
        var path = "/api/v1/leads/" + lead.text("data.id");
        assertThat(workspace.leadHub().get(path).number("data.custom_fields.budget"))
                .isEqualTo(5000);
        assertThat(panel.get("/leads/" + lead.text("data.id")).body())
                .contains("budget")
                .contains("5000");
        assertThat(panel.post(path(budget), Map.of("label", "x")).status()).isEqualTo(404);
    }

    @Test
    void everything_is_written_down() {
        var budget = workspace.field("Budget", FieldKind.NUMBER);
        panel.post(path(budget), Map.of("label", "Money"));
        panel.post(path(budget) + "/delete", Map.of());
        var log = open(Role.ADMIN).get("/settings/audit").body();
        assertThat(log).contains("added a custom field", "changed a custom field", "deleted a custom field");
    }

    @Test
    void agents_have_no_say() {
        var budget = workspace.field("Budget", FieldKind.NUMBER);
        var agent = open(Role.AGENT);
        assertThat(agent.get(PATH).status()).isEqualTo(403);
        assertThat(agent.post(path(budget), Map.of("label", "x")).status()).isEqualTo(403);
    }

    @Test
    void a_hundred_and_no_more_even_at_once() {
        for (var i = 0; i < 95; i++) {
            workspace.field("Field " + i, FieldKind.TEXT);
        }
        Together.times(10, i -> {
            try {
                return workspace.field("More " + i, FieldKind.TEXT);
            } catch (leadhub.base.ProblemException e) {
                return e;
            }
        });
        assertThat(all()).hasSize(CustomField.MOST);
        assertThat(all().getLast().position()).isEqualTo(CustomField.MOST);
        assertThat(panel.get(PATH).body()).contains("which is the maximum");
    }
}
