package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.Test;

/** A form that makes something makes it once, however often it is sent. */
class SendFormsTwiceTest {
    private static final Pattern ONCE = Pattern.compile("name=\"_once\" value=\"([^\"]+)\"");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final Panel panel = workspace.panel(alice);

    private Map<String, String> form(String page, String beginning, Map<String, String> fields) {
        var body = panel.get(page).body();
        var found = ONCE.matcher(body.substring(body.indexOf(beginning)));
        assertThat(found.find()).isTrue();
        var form = new HashMap<>(fields);
        form.put("_once", found.group(1));
        return form;
    }

    @Test
    void a_lead_is_made_once_and_both_answers_lead_to_it() {
        var form = form("/leads", "action=\"/leads\"", Map.of("first_name", "Sarah"));
        var first = panel.post("/leads", form);
        var second = panel.post("/leads", form);
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .startsWith("/leads/");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void two_at_once_make_one_too() {
        var form = form("/leads", "action=\"/leads\"", Map.of("first_name", "Sarah"));
        var sent = List.of(1, 2, 3, 4).stream()
                .map(number -> CompletableFuture.supplyAsync(
                        () -> panel.at(server.origin()).post("/leads", form).status()))
                .toList();
        assertThat(sent).extracting(CompletableFuture::join).contains(303).isSubsetOf(303, 409);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void what_was_refused_may_be_mended_and_sent_again() {
        var form = form("/leads", "action=\"/leads\"", Map.of("first_name", "Sarah", "email", "not an address"));
        assertThat(panel.post("/leads", form).status()).isEqualTo(422);
        form.put("email", "sarah@example.com");
        assertThat(panel.post("/leads", form).status()).isEqualTo(303);
    }

    @Test
    void notes_tasks_tags_fields_stages_rules_pipelines_and_people_are_made_once() {
        var lead = "/leads/"
                + api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").text("data.id");
        var pipeline = "/settings/pipelines/" + api.get("/api/v1/pipelines").text("data.0.id");
        twice(lead, "note-new", lead + "/notes", Map.of("body", "The one note"), lead, "<p>The one note</p>");
        twice(
                lead,
                "task-new",
                lead + "/tasks",
                Map.of("title", "The one task"),
                lead,
                "task-title\"><bdi>The one task");
        twice(
                "/settings/tags",
                "line-new",
                "/settings/tags",
                Map.of("name", "onetag", "color", "#123456"),
                "/settings/tags",
                "value=\"onetag\"");
        twice(
                "/settings/fields",
                "field-new",
                "/settings/fields",
                Map.of("label", "Onefield", "kind", "text"),
                "/settings/fields",
                "value=\"Onefield\"");
        twice(
                pipeline,
                "line-new",
                pipeline + "/stages",
                Map.of("name", "Onestage", "color", "#123456", "ending", "none"),
                pipeline,
                "value=\"Onestage\"");
        twice(
                "/settings/pipelines",
                "line-new",
                "/settings/pipelines",
                Map.of("name", "Onepipeline"),
                "/settings/pipelines",
                ">Onepipeline<");
    }

    private void twice(
            String page, String beginning, String path, Map<String, String> fields, String shown, String what) {
        var form = form(page, beginning, fields);
        assertThat(panel.post(path, form).status()).as(path).isLessThan(400);
        assertThat(panel.post(path, form).status()).as(path).isLessThan(400);
        assertThat(panel.get(shown).body().split(Pattern.quote(what), -1))
                .as(path)
                .hasSize(2);
    }

    @Test
    void every_form_that_makes_something_bears_a_token() throws IOException {
        var without = new TreeSet<String>();
        var makes = Pattern.compile("<form [^>]*class=\"[^\"]*-new[^>]*>(?:(?!</form>).)*</form>", Pattern.DOTALL);
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".jte")).toList()) {
                makes.matcher(Files.readString(file))
                        .results()
                        .filter(form -> !form.group().contains("_once"))
                        .forEach(form -> without.add(file.toString()));
            }
        }
        assertThat(without).isEmpty();
    }
}
