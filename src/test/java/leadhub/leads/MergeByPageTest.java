package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** On pages people are compared and merged, by the rules of their workspace. */
class MergeByPageTest {
    private static final String LEADS = PeopleToMerge.LEADS;

    private final TestWorkspace workspace = TestServer.get().newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final PeopleToMerge people = new PeopleToMerge(api);

    @Test
    void on_pages_two_are_compared_merged_and_taken_apart() {
        var old = people.older();
        var survivor = people.newer();
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
        assertThat(people.lead(survivor).text("data.email")).isEqualTo("old@example.com");
        assertThat(people.lead(survivor).text("data.first_name")).isEqualTo("Sarah");
        assertThat(panel.get("/leads/" + survivor).body()).contains("/leads/" + survivor + "/merged");
        assertThat(panel.get("/leads/" + survivor + "/merged").body()).contains("/merged/" + old + "/unmerge");
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(409);
        var undone = panel.post("/leads/" + survivor + "/merged/" + old + "/unmerge", Map.of());
        assertThat(undone.header("Location")).isEqualTo("/leads/" + old);
        assertThat(people.lead(survivor).text("data.email")).isEqualTo("new@example.com");
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
        assertThat(people.lead(one).text("data.email")).isEqualTo("two@example.com");
        assertThat(people.lead(one).text("data.company")).isEqualTo("Acme Limited");
        assertThat(people.lead(one).text("data.first_name")).isEqualTo("Sarah");
        assertThat(people.lead(one).at("data.merged_from").toString()).isEqualTo("[" + three + "," + two + "]");
        assertThat(api.get(LEADS + "/" + two).status()).isEqualTo(301);
        assertThat(api.get(LEADS + "/" + three).status()).isEqualTo(301);

        panel.post("/leads/" + one + "/merged/" + two + "/unmerge", Map.of());
        assertThat(people.lead(two).text("data.email")).isEqualTo("two@example.com");
        assertThat(people.lead(one).text("data.email")).isEqualTo("one@example.com");
        assertThat(people.lead(one).text("data.company")).isEqualTo("Acme Limited");
        assertThat(api.get(LEADS + "/" + two + "/notes").number("meta.total")).isEqualTo(1);
        panel.post("/leads/" + one + "/merged/" + three + "/unmerge", Map.of());
        assertThat(people.lead(one).text("data.company")).isEqualTo("Acme");
        assertThat(people.lead(three).text("data.company")).isEqualTo("Acme Limited");
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
        assertThat(people.lead(two).text("data.first_name")).isEqualTo("Sally");
        assertThat(people.lead(one).at("data.merged_from").toString()).isEqualTo("[]");
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
}
