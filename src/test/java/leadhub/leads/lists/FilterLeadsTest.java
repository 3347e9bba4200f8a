package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People combine conditions on any field of a lead. */
class FilterLeadsTest {
    private static final Pattern NAME = Pattern.compile(
            "<th scope=\"row\"><button[^>]*></button><a href=\"/leads/[0-9]+\" dir=\"auto\"[^>]*>([^<]*)</a>");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void three_leads_on_three_days() {
        server.clock().pass(Duration.ofHours(1));
        add("""
                {"first_name": "Old", "company": "Tech_Corp 100%", "source": "Web", "deal_value": 10, "tags": ["hot"],
                 "country": "DE"}
                """);
        server.clock().pass(Duration.ofDays(10));
        add("""
                {"first_name": "Mid", "company": "Techno", "source": "fair", "deal_value": 2000.5, "status": "contacted",
                 "starred": true}
                """);
        server.clock().pass(Duration.ofDays(2));
        add("""
                {"first_name": "New", "source": "web", "tags": ["hot", "cold"], "phone": "+1 555 0100"}
                """);
        panel = workspace.panel(Role.ADMIN);
    }

    private void add(String lead) {
        assertThat(api.post("/api/v1/leads", lead).status()).isEqualTo(201);
    }

    private List<String> names(String query) {
        var page = panel.get("/leads?sort=created_at&direction=asc&" + query);
        assertThat(page.status()).as(query).isEqualTo(200);
        var names =
                NAME.matcher(page.body()).results().map(found -> found.group(1)).toList();
        assertThat(page.body()).contains(names.isEmpty() ? "0–0 of 0" : "1–%1$d of %1$d".formatted(names.size()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            field.1=source&is.1=equals&value.1=WEB                          | Old New
            field.1=source&is.1=not_equals&value.1=web                      | Mid
            field.1=company&is.1=contains&value.1=tech                  | Old Mid
            field.1=company&is.1=contains&value.1=h_c                   | Old
            field.1=company&is.1=contains&value.1=0%25                  | Old
            field.1=company&is.1=not_contains&value.1=tech              | New
            field.1=company&is.1=present                                | Old Mid
            field.1=company&is.1=absent                                 | New
            field.1=deal_value&is.1=greater&value.1=10                  | Mid
            field.1=deal_value&is.1=less&value.1=2000.5                 | Old
            field.1=deal_value&is.1=equals&value.1=2000.50                  | Mid
            field.1=deal_value&is.1=absent                              | New
            field.1=starred&value.1=1                                   | Mid
            field.1=starred&value.1=0                                   | Old New
            field.1=status&is.1=equals&value.1=contacted                    | Mid
            field.1=status&is.1=not_equals&value.1=contacted                | Old New
            field.1=assigned_user_id&is.1=absent                        | Old Mid New
            field.1=assigned_user_id&is.1=not_equals&value.1=1              | Old Mid New
            field.1=tag_ids&is.1=present                                | Old New
            field.1=tag_ids&is.1=absent                                 | Mid
            field.1=created_at&is.1=last&value.1=1                      | New
            field.1=created_at&is.1=last&value.1=4                      | Mid New
            field.1=created_at&is.1=older&value.1=4                     | Old
            field.1=updated_at&is.1=older&value.1=1                     | Old Mid
            field.1=source&is.1=contains&value.1=e&field.2=country&is.2=equals&value.2=de | Old
            field.1=starred&value.1=1&field.2=country&is.2=equals&value.2=de&match=any    | Old Mid
            field.1=starred&value.1=1&field.2=country&is.2=equals&value.2=de              |
            field.7=starred&value.7=1&field.2=source&is.2=contains&value.2=           | Mid
            field.1=starred&value.1=1&status=new                        |
            field.1=source&is.1=equals&value.1=fair&match=any&field.101=tag_ids&is.101=present&field.102=country&is.102=present | Old Mid
            field.101=source&is.101=equals&value.101=fair&field.102=country&is.102=present&match.1=any&field.1=deal_value&is.1=greater&value.1=100 | Mid
            field.101=tag_ids&is.101=present&in.2=1&match.2=any&field.201=country&is.201=present&field.202=phone&is.202=present | Old New
            field.101=tag_ids&is.101=present&match=any&in.2=1&field.201=country&is.201=present | Old
            match=any&match.1=any&field.101=company&is.101=contains&value.101=&field.1=starred&value.1=1 | Mid
            in.5=3&match.3=any&field.1=starred&value.1=1                    | Mid
            """)
    void a_condition_finds_what_it_says(String query, String expected) {
        assertThat(names(query)).containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void groups_are_of_three_levels_and_twenty_conditions_at_most() {
        panel.get("/leads");
        for (var wrong : List.of(
                "field.1=starred&value.1=1&in.2=3&field.201=starred&value.201=1",
                "field.1=starred&value.1=1&in.1=x&field.101=starred&value.101=1",
                "in.2=1&in.3=2&field.301=starred&value.301=1",
                IntStream.rangeClosed(1, 21)
                        .mapToObj(line -> "field.%1$d=starred&value.%1$d=1".formatted(line))
                        .collect(Collectors.joining("&")))) {
            assertThat(panel.get("/leads?" + wrong).body()).as(wrong).contains("alert-danger");
        }
        var form = panel.get("/leads/criterion/group?within=1&field.101=starred&in.1=0")
                .body();
        assertThat(form).contains("name=\"in.2\" value=\"1\"", "name=\"field.201\"", "name=\"match.2\"");
        assertThat(panel.get("/leads/criterion?above=200&field.201=starred&field.1=starred")
                        .body())
                .contains("name=\"field.202\"");
    }

    @Test
    void chips_say_what_is_asked_and_lead_to_the_list_without_it() {
        var page = panel.get("/leads?needs=attention&match=any&field.1=deal_value&is.1=greater&value.1=1000"
                        + "&field.101=created_at&is.101=last&value.101=7&field.102=status&is.102=equals&value.102=new")
                .body();
        assertThat(page)
                .contains("Deal value is greater than 1,000", "Match any condition", "Status is New", "7 days")
                .contains("href=\"/leads?match=any&amp;field.1=deal_value&amp;is.1=greater&amp;value.1=1000"
                        + "&amp;field.101=created_at");
        var without = page.replaceAll("(?s).*href=\"([^\"]*)\" data-drops=\"field.102\".*", "$1");
        assertThat(without).contains("value.101=7").doesNotContain("102").doesNotContain("page");
    }

    @Test
    void days_are_the_visitors() {
        var today = server.clock().instant().toString().substring(0, 10);
        assertThat(names("field.1=created_at&is.1=equals&value.1=" + today)).containsExactly("New");
        assertThat(names("field.1=created_at&is.1=less&value.1=" + today)).containsExactly("Old", "Mid");
        assertThat(names("field.1=created_at&is.1=greater&value.1=" + today)).isEmpty();
    }

    @Test
    void a_tag_and_a_stage_go_by_their_id() {
        var cold = api.get("/api/v1/tags").text("data.1.id");
        assertThat(names("field.1=tag_ids&is.1=equals&value.1=" + cold)).containsExactly("New");
        assertThat(names("field.1=tag_ids&is.1=not_equals&value.1=" + cold)).containsExactly("Old", "Mid");
        var stage = api.get("/api/v1/leads").text("data.0.pipeline_stage_id");
        assertThat(names("field.1=pipeline_stage_id&is.1=equals&value.1=" + stage))
                .hasSize(3);
    }

    /** The total is carried on from what happened since, which remembers leads as they were. */
    @Test
    void the_total_follows_what_happens() {
        var query = "field.1=deal_value&is.1=greater&value.1=100&field.2=company&is.2=contains&value.2=tech";
        assertThat(names(query)).containsExactly("Mid");
        add("{\"first_name\": \"Later\", \"company\": \"High tech\", \"deal_value\": 101}");
        assertThat(names(query)).containsExactly("Mid", "Later");
        var mid = api.get("/api/v1/leads?search=mid").text("data.0.id");
        api.patch("/api/v1/leads/" + mid, "{\"deal_value\": 99}");
        assertThat(names(query)).containsExactly("Later");
    }

    @Test
    void what_cannot_be_right_is_said_and_finds_nothing() {
        for (var query : List.of(
                "field.1=nonsense&is.1=equals&value.1=x",
                "field.1=deal_value&is.1=contains&value.1=1",
                "field.1=deal_value&is.1=greater&value.1=1e999",
                "field.1=created_at&is.1=equals&value.1=2026-02-30",
                "field.1=created_at&is.1=last&value.1=-1",
                "field.1=created_at&is.1=last&value.1=999999999999",
                "field.1=tag_ids&is.1=equals&value.1=x")) {
            var page = panel.get("/leads?" + query);
            assertThat(page.status()).as(query).isEqualTo(200);
            assertThat(page.body()).as(query).contains("role=\"alert\"").doesNotContain("Old</a>");
        }
    }

    @Test
    void fields_that_the_workspace_made_up_are_asked_by_their_kind() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Renewal", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        workspace.field("Interests", FieldKind.MULTI_SELECT, "API", "Forms", "Chat");
        workspace.field("Trial", FieldKind.CHECKBOX);
        workspace.field("Code", FieldKind.TEXT);
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        custom("Old", """
                {"budget": 100, "renewal": "%s", "size": "Small", "interests": ["API", "Chat"], "trial": true}
                """.formatted(today.plusDays(3)));
        custom("Mid", """
                {"budget": 2000.5, "renewal": "%s", "size": "Large", "interests": ["Forms"], "trial": false}
                """.formatted(today.minusDays(3)));
        custom("New", "{\"code\": \"A-17\"}");
        assertThat(names("field.1=custom_fields.budget&is.1=greater&value.1=100"))
                .containsExactly("Mid");
        assertThat(names("field.1=custom_fields.budget&is.1=absent")).containsExactly("New");
        assertThat(names("field.1=custom_fields.renewal&is.1=next&value.1=4")).containsExactly("Old");
        assertThat(names("field.1=custom_fields.renewal&is.1=last&value.1=4")).containsExactly("Mid");
        assertThat(names("field.1=custom_fields.renewal&is.1=equals&value.1=" + today.plusDays(3)))
                .containsExactly("Old");
        assertThat(names("field.1=custom_fields.size&is.1=equals&value.1=Small"))
                .containsExactly("Old");
        assertThat(names("field.1=custom_fields.size&is.1=not_equals&value.1=Small"))
                .containsExactly("Mid", "New");
        assertThat(names("field.1=custom_fields.interests&is.1=equals&value.1=Chat"))
                .containsExactly("Old");
        assertThat(names("field.1=custom_fields.interests&is.1=not_equals&value.1=Chat"))
                .containsExactly("Mid", "New");
        assertThat(names("field.1=custom_fields.interests&is.1=absent")).containsExactly("New");
        assertThat(names("field.1=custom_fields.trial&value.1=1")).containsExactly("Old");
        assertThat(names("field.1=custom_fields.trial&value.1=0")).containsExactly("Mid", "New");
        assertThat(names("field.1=custom_fields.code&is.1=contains&value.1=a-1"))
                .containsExactly("New");
        custom("New", "{\"budget\": 5000}");
        assertThat(names("field.1=custom_fields.budget&is.1=greater&value.1=100"))
                .containsExactly("Mid", "New");

        panel.post("/leads/columns", Map.of("columns[]", "custom.code", "query", ""));
        assertThat(panel.get("/leads").body()).contains("A-17", "<bdi>Code</bdi>");
    }

    private void custom(String name, String fields) {
        var id = api.get("/api/v1/leads?search=" + name).text("data.0.id");
        assertThat(api.patch("/api/v1/leads/" + id, "{\"custom_fields\": " + fields + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_first_and_the_last_day_there_is_are_days() {
        assertThat(names("field.1=created_at&is.1=equals&value.1=0000-01-01")).isEmpty();
        assertThat(names("field.1=created_at&is.1=greater&value.1=9999-12-31")).isEmpty();
        assertThat(names("field.1=created_at&is.1=less&value.1=9999-12-31")).hasSize(3);
        assertThat(names("field.1=created_at&is.1=older&value.1=36500")).isEmpty();
    }

    @Test
    void a_line_of_the_filter_changes_with_its_field() {
        panel.get("/leads");
        var line = panel.get("/leads/criterion?number=3&field.3=created_at").body();
        assertThat(line).contains("name=\"field.3\"", "name=\"is.3\"", "name=\"typed.3\"", "older");
        assertThat(panel.get("/leads/criterion?number=3&field.3=starred").body())
                .contains("name=\"value.3\"", "Yes");
        assertThat(panel.get("/leads/criterion?field.4=&field.2=starred").body())
                .contains("name=\"field.5\"");
    }
}
