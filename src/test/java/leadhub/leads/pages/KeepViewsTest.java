package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People keep lists they come back to, choose their columns, and change leads right in the table. */
class KeepViewsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String lead = api.post("/api/v1/leads", """
            {"first_name": "Sarah", "company": "Tech Corp", "phone": "+1 555 0100"}
            """).text("data.id");
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(Role.AGENT);
        panel.get("/leads");
    }

    private String keep(Panel visitor, String name, String query, boolean isShared) {
        var fields = isShared
                ? Map.of("name", name, "query", query, "is_shared", "1")
                : Map.of("name", name, "query", query);
        var answer = visitor.post("/leads/views", fields);
        assertThat(answer.status()).isEqualTo(303);
        return answer.header("Location").replaceAll(".*view=([0-9]+).*", "$1");
    }

    @Test
    void a_view_keeps_what_is_asked_and_opens_again() {
        var id = keep(
                panel,
                "My contacts",
                "status=contacted&search=&page=3&field.1=company&is.1=contains&value.1=a%26b",
                false);
        var opened = panel.get("/leads?view=" + id);
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.header("Location"))
                .isEqualTo("/leads?view=" + id + "&status=contacted&field.1=company&is.1=contains&value.1=a%26b");
        var page = panel.get(opened.header("Location")).body();
        assertThat(page).contains("My contacts", "value=\"a&amp;b\"").doesNotContain("Save changes");
        assertThat(panel.get("/leads?view=" + id + "&status=new").body()).contains("Save changes");
        panel.post("/leads/views/" + id + "/query", Map.of("query", "status=new"));
        assertThat(panel.get("/leads?view=" + id).header("Location")).isEqualTo("/leads?view=" + id + "&status=new");
    }

    /** What the update of the database does, as its tables' owner, to a view from before it. */
    @Test
    void a_view_that_was_kept_in_the_filters_old_words_opens_as_it_was() throws Exception {
        workspace.field("On", FieldKind.TEXT);
        var id = keep(panel, "Old", "status=new", true);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update saved_views set query = ? where workspace_id = ? and id = ?",
                        "field.1=company&is.1=is_not&value.1=is.1%3Dis_not&field.2=company&is.2=contains_not&value.2=on"
                                + "&field.3=created_at&is.3=after&value.3=2020-01-01&field.12=stage_id&is.12=is_not&value.12=9"
                                + "&field.13=custom.on&is.13=is_not&value.13=is&field.14=created_at&is.14=before"
                                + "&value.14=2099-01-01&field.15=company&is.15=is&value.15=Tech+Corp&is.16=on",
                        workspace.id(),
                        Long.valueOf(id));
        try (var owner = server.database().owner().connect();
                var migration = getClass().getResourceAsStream("/db/migration/V11__one_language_for_conditions.sql")) {
            owner.setAutoCommit(false);
            owner.createStatement().execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
            owner.commit();
        }
        var opened = panel.get("/leads?view=" + id).header("Location");
        assertThat(opened)
                .isEqualTo("/leads?view=" + id
                        + "&field.1=company&is.1=not_equals&value.1=is.1%3Dis_not"
                        + "&field.2=company&is.2=not_contains&value.2=on"
                        + "&field.3=created_at&is.3=greater&value.3=2020-01-01"
                        + "&field.12=pipeline_stage_id&is.12=not_equals&value.12=9"
                        + "&field.13=custom_fields.on&is.13=not_equals&value.13=is"
                        + "&field.14=created_at&is.14=less&value.14=2099-01-01"
                        + "&field.15=company&is.15=equals&value.15=Tech+Corp&is.16=equals");
        assertThat(panel.get(opened).body()).contains("Sarah").doesNotContain("role=\"alert\"");
    }

    @Test
    void columns_are_as_wide_as_one_likes_for_oneself_and_in_views() {
        var other = workspace.panel(Role.AGENT);
        assertThat(panel.post("/leads/widths", Map.of("column", "company", "width", "21"))
                        .status())
                .isEqualTo(303);
        panel.post("/leads/widths", Map.of("column", "name", "width", "30"));
        assertThat(panel.get("/leads").body()).contains("sized w-21", "sized w-30", "aria-valuenow=\"21\"");
        assertThat(other.get("/leads").body()).doesNotContain("sized w-");
        panel.post("/leads/widths", Map.of("column", "name", "width", ""));
        assertThat(panel.get("/leads").body()).contains("sized w-21").doesNotContain("w-30");

        var view = keep(panel, "Wide", "status=new", true);
        var path = "/leads?view=" + view + "&status=new";
        assertThat(panel.get(path).body()).as("a view begins as the list was").contains("sized w-21");
        panel.post("/leads/views/" + view + "/widths", Map.of("column", "company", "width", "9"));
        assertThat(panel.get(path).body()).contains("sized w-9");
        assertThat(panel.get("/leads").body()).contains("sized w-21");
        assertThat(other.get(path).body()).contains("sized w-9").doesNotContain("role=\"separator\"");
        assertThat(other.post("/leads/views/" + view + "/widths", Map.of("column", "company", "width", "8"))
                        .status())
                .isEqualTo(403);
        for (var wrong : List.of(
                Map.of("column", "company", "width", "41"),
                Map.of("column", "company", "width", "3"),
                Map.of("column", "company", "width", "wide"),
                Map.of("column", "nonsense", "width", "8"))) {
            assertThat(panel.post("/leads/widths", wrong).status())
                    .as("%s", wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void pages_are_pinned_for_oneself_and_views_say_how_many_leads_they_have() {
        keep(panel, "Fresh", "status=new", true);
        keep(panel, "Changed lately", "field.1=updated_at&is.1=last&value.1=7", false);
        keep(panel, "Gone", "stage_id=999999", false);
        assertThat(panel.get("/side").body())
                .contains("Fresh", "1 lead", "Changed lately", "Gone", "Pages you pin appear here.");
        api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
        api.delete("/api/v1/leads/" + lead);
        api.post("/api/v1/leads", "{\"first_name\": \"Carol\"}");
        assertThat(panel.get("/side").body()).contains("2 leads");

        panel.post("/side/pins", Map.of("path", "/reports?report=sources", "title", "<b>Sources</b>"));
        panel.post("/side/pins", Map.of("path", "/reports?report=sources", "title", "Again"));
        var side = panel.get("/side").body();
        assertThat(side)
                .contains("/reports?report=sources", "&lt;b>Sources&lt;/b>")
                .doesNotContain("Again", "Pages you pin");
        assertThat(workspace.panel(Role.ADMIN).get("/side").body())
                .contains("Fresh")
                .doesNotContain("Sources", "Gone");
        for (var wrong :
                List.of("//evil.example.com", "https://evil.example.com", "javascript:alert(1)", "/a\nb", "")) {
            assertThat(panel.post("/side/pins", Map.of("path", wrong, "title", "x"))
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(panel.post("/side/pins", Map.of("path", "/board", "title", " "))
                        .status())
                .isEqualTo(422);
        var remove = side.replaceAll("(?s).*(/side/pins/[0-9]+/remove).*", "$1");
        assertThat(workspace.panel(Role.ADMIN).post(remove, Map.of()).status()).isEqualTo(403);
        assertThat(panel.post(remove, Map.of()).status()).isEqualTo(303);
        assertThat(panel.get("/side").body()).doesNotContain("Sources");
        for (var i = 0; i < 21; i++) {
            var answer = panel.post("/side/pins", Map.of("path", "/leads/" + i, "title", "Lead " + i));
            assertThat(answer.status()).isEqualTo(i < 20 ? 303 : 422);
        }
    }

    @Test
    void leads_are_grouped_and_summed_up_as_they_are_filtered() {
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        api.patch("/api/v1/leads/" + lead, """
                {"deal_value": 1000, "deal_currency": "EUR", "custom_fields": {"size": "Large"}}
                """);
        api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"deal_value\": 50, \"deal_currency\": \"EUR\"}");
        api.post(
                "/api/v1/leads",
                "{\"first_name\": \"Carol\", \"status\": \"lost\", \"deal_value\": 7, \"source\": \"fair\"}");
        assertThat(panel.get("/leads/sums").body()).contains("€1,050", "$7");
        assertThat(panel.get("/leads/sums?status=new").body())
                .contains("€1,050")
                .doesNotContain("$7");
        var byStatus = panel.get("/leads?group=status").body();
        assertThat(byStatus)
                .contains(
                        "<bdi>New</bdi> <span class=\"quiet\">2</span>",
                        "<bdi>Lost</bdi> <span class=\"quiet\">1</span>")
                .contains("2 groups, 3 leads", "€1,050")
                .doesNotContain("Sarah");
        assertThat(panel.get("/leads/group?group=status&of=lost").body())
                .contains("Carol")
                .doesNotContain("Bob");
        assertThat(panel.get("/leads?group=custom_fields.size").body())
                .contains(
                        "<bdi>Large</bdi> <span class=\"quiet\">1</span>",
                        "<bdi>Empty</bdi> <span class=\"quiet\">2</span>");
        assertThat(panel.get("/leads/group?group=custom_fields.size&of=").body())
                .contains("Carol", "Bob")
                .doesNotContain("Sarah");
        assertThat(panel.get("/leads/group?group=custom_fields.size&of=Large&source=fair")
                        .body())
                .doesNotContain("<tr");
        assertThat(panel.get("/leads/group?group=source&of=fair").body())
                .contains("Carol")
                .doesNotContain("Sarah");
        assertThat(panel.get("/leads/group?group=assigned_user_id&of=").body()).contains("Carol", "Bob", "Sarah");
        var stage = api.get("/api/v1/leads/" + lead).text("data.pipeline_stage_id");
        assertThat(panel.get("/leads/group?group=pipeline_stage_id&of=" + stage).body())
                .contains("Sarah");
        assertThat(panel.get("/leads/group?group=nonsense&of=x").status()).isEqualTo(303);
        assertThat(panel.get("/leads/group?group=status&of=x").status()).isEqualTo(404);

        api.patch("/api/v1/leads/" + lead, "{\"status\": \"lost\", \"deal_value\": 2000}");
        assertThat(panel.get("/leads?group=status").body())
                .contains(
                        "<bdi>New</bdi> <span class=\"quiet\">1</span>",
                        "<bdi>Lost</bdi> <span class=\"quiet\">2</span>",
                        "€2,000");
        assertThat(panel.get("/leads/sums").body()).contains("€2,050");
        for (var i = 0; i < 30; i++) {
            api.post("/api/v1/leads", "{\"first_name\": \"Many %d\", \"source\": \"shop\"}".formatted(i));
        }
        assertThat(panel.get("/leads/group?group=source&of=shop").body())
                .contains("Many 29", "Show more (5 left)", "of=shop&amp;page=2")
                .doesNotContain("Many 4<");
        assertThat(panel.get("/leads/group?group=source&of=shop&page=2").body())
                .contains("Many 4<")
                .doesNotContain("Show more", "Many 29");
    }

    @Test
    void odd_names_in_an_address_stay_what_they_are() {
        var page = panel.get("/leads?%0d%0aX-Evil%3a=1&%22%3e%3cscript%3e=2&status=new");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<script>=").contains("%0D%0AX-Evil%3A=1");
        var id = keep(panel, "Odd", "%0d%0aX-Evil%3a=1&status=new", false);
        assertThat(panel.get("/leads?view=" + id).header("X-Evil")).isEmpty();
    }

    @Test
    void a_private_view_is_nobody_elses() {
        var id = keep(panel, "Secret list", "status=new", false);
        var other = workspace.panel(Role.ADMIN);
        assertThat(other.get("/leads").body()).doesNotContain("Secret list");
        assertThat(other.get("/leads?view=" + id + "&status=new").body()).doesNotContain("Secret list");
        assertThat(other.post("/leads/views/" + id, Map.of("name", "x")).status())
                .isEqualTo(404);
        assertThat(other.post("/leads/views/" + id + "/delete", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void a_shared_view_is_seen_by_all_and_changed_by_its_maker_and_managers() {
        var id = keep(panel, "Shared list", "status=new", true);
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get("/leads").body()).contains("Shared list");
        assertThat(reader.get("/leads?view=" + id + "&status=lost").body()).doesNotContain("Save changes");
        assertThat(reader.post("/leads/views/" + id, Map.of("name", "x")).status())
                .isEqualTo(403);
        assertThat(reader.post("/leads/views/" + id + "/columns", Map.of()).status())
                .isEqualTo(403);
        var manager = workspace.panel(Role.MANAGER);
        manager.get("/leads");
        manager.post("/leads/views/" + id, Map.of("name", "Renamed list", "is_shared", "1"));
        assertThat(panel.get("/leads").body()).contains("Renamed list");
        manager.post("/leads/views/" + id + "/delete", Map.of());
        assertThat(panel.get("/leads").body()).doesNotContain("Renamed list");
    }

    @Test
    void a_view_that_was_deleted_comes_back_for_a_month() {
        var id = keep(panel, "Dear list", "status=new", false);
        var answer = panel.post("/leads/views/" + id + "/delete", Map.of());
        assertThat(answer.header("Location")).isEqualTo("/leads");
        assertThat(URLDecoder.decode(answer.header("Set-Cookie"), StandardCharsets.UTF_8))
                .contains("/leads/views/" + id + "/restore");
        assertThat(panel.get("/leads").body()).doesNotContain(">Dear list<");
        assertThat(workspace
                        .panel(Role.ADMIN)
                        .post("/leads/views/" + id + "/restore", Map.of())
                        .status())
                .as("somebody else's")
                .isIn(403, 404);
        panel.post("/leads/views/" + id + "/restore", Map.of());
        assertThat(panel.get("/leads?view=" + id).header("Location")).endsWith("&status=new");
        assertThat(panel.post("/leads/views/" + id + "/restore", Map.of()).status())
                .as("there is nothing to bring back")
                .isEqualTo(404);

        panel.post("/leads/views/" + id + "/delete", Map.of());
        server.clock().pass(Duration.ofDays(31));
        panel = workspace.panel(Role.ADMIN);
        panel.get("/leads");
        var other = keep(panel, "Other list", "", true);
        panel.post("/leads/views/" + other + "/delete", Map.of());
        assertThat(new WorkspaceTables(server).rows(workspace).get("saved_views"))
                .hasSize(1);
    }

    @Test
    void who_may_read_only_keeps_views_and_shares_none() {
        var reader = workspace.panel(Role.READ_ONLY);
        reader.get("/leads");
        keep(reader, "Mine", "status=new", false);
        assertThat(reader.get("/leads").body()).contains("Mine");
        assertThat(reader.post("/leads/views", Map.of("name", "Ours", "query", "", "is_shared", "1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void columns_are_chosen_for_oneself_or_for_a_view() {
        assertThat(panel.get("/leads").body()).contains(">Company<").doesNotContain("+1 555 0100");
        panel.post("/leads/columns", Map.of("columns[]", "phone", "query", "status=new"));
        assertThat(panel.get("/leads").body()).contains("+1 555 0100").doesNotContain("Tech Corp");
        assertThat(workspace.panel(Role.AGENT).get("/leads").body()).doesNotContain("+1 555 0100");
        var id = keep(panel, "With company", "", false);
        panel.post("/leads/views/" + id + "/columns", Map.of("columns[]", "company"));
        assertThat(panel.get("/leads?view=" + id).body()).contains("Tech Corp").doesNotContain("+1 555 0100");
        assertThat(panel.get("/leads").body()).contains("+1 555 0100");
    }

    @Test
    void columns_stand_in_the_order_that_was_chosen() {
        workspace.field("Budget", FieldKind.NUMBER);
        panel.postRaw(
                "/leads/columns",
                "application/x-www-form-urlencoded",
                "columns[]=custom.budget&columns[]=phone&columns[]=company&columns[]=phone&columns[]=nonsense");
        var page = panel.get("/leads").body();
        var heads = Pattern.compile("<th scope=\"col\"[^>]*>(?:<a[^>]*>|<bdi>)([^<]+)")
                .matcher(page)
                .results()
                .map(head -> head.group(1))
                .toList();
        assertThat(heads).containsExactly("Name", "Budget", "Phone", "Company");
    }

    @Test
    void a_name_that_is_too_long_or_missing_is_refused() {
        assertThat(panel.post("/leads/views", Map.of("name", "x".repeat(61), "query", ""))
                        .status())
                .isEqualTo(422);
        assertThat(panel.post("/leads/views", Map.of("query", "")).status()).isEqualTo(422);
    }

    @Test
    void a_field_is_changed_in_the_table() {
        var cell = panel.get("/leads/" + lead + "/cell?column=company").body();
        assertThat(cell).contains("name=\"company\"", "value=\"Tech Corp\"");
        var saved = panel.post("/leads/" + lead + "/cell", Map.of("column", "company", "company", "New Corp"));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body()).contains("New Corp");
        assertThat(api.get("/api/v1/leads/" + lead).text("data.company")).isEqualTo("New Corp");
        var refused = panel.post("/leads/" + lead + "/cell", Map.of("column", "deal_value", "deal_value", "much"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Enter a number.");
    }

    @Test
    void a_field_of_the_workspaces_own_is_changed_in_the_table() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Colours", FieldKind.MULTI_SELECT, "red", "blue");
        var cell = panel.get("/leads/" + lead + "/cell?column=custom.budget").body();
        assertThat(cell).contains("name=\"custom_fields[budget]\"");
        var saved = panel.post(
                "/leads/" + lead + "/cell", Map.of("column", "custom.budget", "custom_fields[budget]", "12500.5"));
        assertThat(saved.body()).contains("12,500.5");
        var refused = panel.post(
                "/leads/" + lead + "/cell", Map.of("column", "custom.budget", "custom_fields[budget]", "a lot"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Enter a number.");
        panel.post("/leads/" + lead + "/cell", Map.of("column", "custom.colours", "custom_fields[colours][]", "blue"));
        assertThat(api.get("/api/v1/leads/" + lead).at("data.custom_fields").toString())
                .isEqualTo("{\"budget\":12500.5,\"colours\":[\"blue\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT         | custom_fields[mine]   | some words          | "some words"
            NUMBER       | custom_fields[mine]   | 12                  | 12
            DATE         | custom_fields[mine]   | 2026-11-21          | "2026-11-21"
            DROPDOWN     | custom_fields[mine]   | red                 | "red"
            MULTI_SELECT | custom_fields[mine][] | blue                | ["blue"]
            CHECKBOX     | custom_fields[mine]   | 1                   | true
            URL          | custom_fields[mine]   | https://example.com | "https://example.com"
            """)
    void every_kind_of_field_is_changed_in_the_table(FieldKind kind, String control, String typed, String kept) {
        workspace.field("Mine", kind, kind.hasOptions() ? new String[] {"red", "blue"} : new String[0]);
        var path = "/leads/" + lead + "/cell";
        assertThat(panel.get(path + "?column=custom.mine").body()).contains("name=\"" + control + "\"");
        assertThat(panel.post(path, Map.of("column", "custom.mine", control, typed))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/leads/" + lead)
                        .at("data.custom_fields.mine")
                        .toString())
                .isEqualTo(kept);
    }

    @Test
    void what_stood_there_before_the_field_was_a_date_is_shown_as_one() {
        for (var sent : List.of("2026-11-21T10:00:00Z", "2026-11-21 10:00:00", " 2026-11-21 ", "soon", "12")) {
            api.post("/api/v1/leads", """
                    {"first_name": "Ann", "custom_fields": {"mine": "%s"}}""".formatted(sent));
        }
        workspace.field("Mine", FieldKind.DATE);
        panel.post("/leads/columns", Map.of("columns[]", "custom.mine", "query", ""));
        var page = panel.get("/leads");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().split("Nov 21, 2026", -1)).hasSize(4);
        assertThat(page.body()).contains("soon");
    }

    @Test
    void what_is_refused_is_said_in_the_visitors_language() {
        var fields = Map.of("column", "deal_value", "deal_value", "-1");
        assertThat(panel.post("/leads/" + lead + "/cell", fields, "de").body()).contains("Geben Sie mindestens 0 an.");
        assertThat(panel.post("/leads/" + lead + "/cell", fields, "ja").body()).contains("0以上を入力してください。");
        assertThat(panel.get("/leads/999999999", "de").body())
                .contains("Diesen Lead gibt es nicht, oder Sie haben keinen Zugriff darauf.");
        assertThat(panel.get("/leads?field.1=deal_value&value.1=x", "ar").body())
                .contains("اختر أحد الخيارات المتاحة.");
    }

    @Test
    void another_stage_of_another_pipeline_moves_the_lead_there() {
        var stage = api.post("/api/v1/pipelines", """
                {"name": "Partners", "stages": [{"name": "Talk", "color": "#123456"}]}
                """).text("data.stages.0.id");
        assertThat(panel.get("/leads/" + lead + "/cell?column=stage_id").body()).contains("Partners", "Talk");
        panel.post("/leads/" + lead + "/cell", Map.of("column", "stage_id", "pipeline_stage_id", stage));
        assertThat(api.get("/api/v1/leads/" + lead).text("data.pipeline_stage_id"))
                .isEqualTo(stage);
    }
}
