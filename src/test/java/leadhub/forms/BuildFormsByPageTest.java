package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager builds a form in the panel, and looks at what was sent. */
class BuildFormsByPageTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private String path = "";

    @BeforeEach
    void a_form() {
        manager.get("/forms");
        var made = manager.post("/forms", Map.of("name", "Contact"));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        path = made.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(manager.get("/forms").body()).contains(">Contact</a>", "Published");
    }

    private String field(int place, String member) {
        return api.get("/api/v1" + path).text("data.fields." + place + "." + member);
    }

    @Test
    void fields_are_added_changed_moved_and_deleted() {
        manager.post(path + "/fields", Map.of("label", "Größe?", "type", "select"));
        assertThat(field(5, "key")).isEqualTo("gro_e");
        assertThat(field(5, "options.0.value")).isEqualTo("Option 1");
        manager.post(
                path + "/fields/gro_e",
                Map.of(
                        "label", "Size",
                        "required", "on",
                        "options", "Small\nLarge",
                        "map_to", "tags",
                        "step", "2",
                        "visible_field", "phone",
                        "visible_operator", "present",
                        "visible_value", ""));
        assertThat(field(5, "label")).isEqualTo("Size");
        assertThat(field(5, "required")).isEqualTo("true");
        assertThat(field(5, "options.1.label")).isEqualTo("Large");
        assertThat(field(5, "map_to")).isEqualTo("tags");
        assertThat(field(5, "step")).isEqualTo("2");
        assertThat(field(5, "visible_if.conditions.0.field")).isEqualTo("phone");
        manager.post(path + "/fields/gro_e", Map.of("position", "1"));
        assertThat(field(0, "label")).isEqualTo("Size");
        manager.post(path + "/fields/last_name/delete", Map.of());
        assertThat(api.get("/api/v1" + path).at("data.fields").findValuesAsString("key"))
                .doesNotContain("last_name");
        var wrong = manager.post(path + "/fields/email", Map.of("label", "", "visible_field", "email"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(manager.get(path).body()).contains("data-form", "value=\"Size\"", "/embed.js");
    }

    @Test
    void settings_are_changed_and_what_is_not_shown_stays() {
        api.patch("/api/v1" + path, "{\"settings\": {\"closes_at\": \"2030-01-01\"}}");
        var changed = manager.post(
                path,
                Map.of(
                        "name", "Call me",
                        "status", "published",
                        "success_message", "We call.",
                        "language", "de",
                        "duplicate_policy", "update",
                        "tags", "a, b",
                        "allowed_hosts", "www.example.com\nexample.com",
                        "source", "site",
                        "max_submissions", "12"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(303);
        var form = api.get("/api/v1" + path);
        assertThat(form.text("data.name")).isEqualTo("Call me");
        assertThat(form.at("data.settings.tags")).hasSize(2);
        assertThat(form.at("data.settings.allowed_hosts")).hasSize(2);
        assertThat(form.text("data.settings.max_submissions")).isEqualTo("12");
        assertThat(form.text("data.settings.closes_at")).startsWith("2030-01-01");
        assertThat(form.number("data.version")).isEqualTo(1);
        assertThat(manager.post(path, Map.of("name", "x", "status", "published", "redirect_url", "javascript:1"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void look_end_turns_and_checks_are_set_and_bounds_of_fields() {
        var user = Long.toString(workspace.user(Role.AGENT).id());
        var all = Map.ofEntries(
                Map.entry("name", "Contact"),
                Map.entry("status", "published"),
                Map.entry("source", "site"),
                Map.entry("duplicate_policy", "fill"),
                Map.entry("closes_at", "2099-05-01T12:30"),
                Map.entry("round_robin_user_ids[]", user),
                Map.entry("min_seconds", "7"),
                Map.entry("proof_of_work", "on"),
                Map.entry("accent", "#ffee00"),
                Map.entry("background", "#808080"),
                Map.entry("radius", "12"),
                Map.entry("font", "Georgia, serif"),
                Map.entry("steps", "You\nYour wish"));
        var changed = manager.post(path, all);
        assertThat(changed.status()).as(changed.body()).isEqualTo(303);
        var settings = api.get("/api/v1" + path).at("data.settings");
        assertThat(settings.path("closes_at").asString()).startsWith("2099-05-01T12:30");
        assertThat(settings.path("round_robin_user_ids").toString()).isEqualTo("[" + user + "]");
        assertThat(settings.path("spam")).isEqualTo(Json.MAPPER.readTree("{\"proof_of_work\":true,\"min_seconds\":7}"));
        assertThat(settings.path("theme"))
                .isEqualTo(
                        Json.MAPPER.readTree(
                                "{\"accent\":\"#ffee00\",\"background\":\"#808080\",\"radius\":12,\"font\":\"Georgia, serif\"}"));
        assertThat(settings.path("steps").toString()).isEqualTo("[{\"title\":\"You\"},{\"title\":\"Your wish\"}]");
        assertThat(manager.get(path).body()).contains("value=\"2099-05-01T12:30\"", "value=\"#ffee00\"");
        for (var wrong : Map.of("accent", "red", "closes_at", "soon", "min_seconds", "-1", "radius", "99")
                .entrySet()) {
            var other = new java.util.HashMap<>(all);
            other.put(wrong.getKey(), wrong.getValue());
            assertThat(manager.post(path, other).status()).as("%s", wrong).isEqualTo(422);
        }
        var css = manager.get("/f/" + api.get("/api/v1" + path).text("data.public_id") + "/theme.css")
                .body();
        // Gray is neither light nor dark: what is written on it is black, and so is what would be red.
        assertThat(css).contains("--form-text:#000000", "--form-bad:#000000", "--form-on-accent:#000");

        manager.post(path + "/fields", Map.of("label", "Seats", "type", "number"));
        manager.post(
                path + "/fields/seats",
                Map.of(
                        "label",
                        "Seats",
                        "min",
                        "1",
                        "max",
                        "9",
                        "default_value",
                        "2",
                        "required_field",
                        "email",
                        "required_operator",
                        "present",
                        "required_value",
                        ""));
        assertThat(field(5, "min")).isEqualTo("1");
        assertThat(field(5, "max")).isEqualTo("9");
        assertThat(field(5, "default_value")).isEqualTo("2");
        assertThat(field(5, "required_if.conditions.0.field")).isEqualTo("email");
        manager.post(path + "/fields/phone", Map.of("label", "Phone", "max_length", "20"));
        assertThat(field(3, "max_length")).isEqualTo("20");
        assertThat(manager.post(path + "/fields/seats", Map.of("label", "Seats", "min", "10", "max", "9"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void what_was_sent_is_shown_accepted_and_deleted() {
        api.patch("/api/v1" + path, "{\"settings\": {\"double_opt_in\": true}}");
        var sent = api.post(
                "/api/v1" + path + "/submissions", "{\"email\": \"sarah@example.com\", \"utm_source\": \"news\"}");
        var page = path + "/submissions";
        assertThat(manager.get(page + "?status=pending").body())
                .contains("sarah@example.com", "utm_source=news", "Waiting for confirmation");
        var one = page + "/" + sent.text("data.id");
        assertThat(manager.post(one + "/accept", Map.of()).status()).isEqualTo(303);
        assertThat(manager.get(page).body()).contains("/leads/").doesNotContain(one + "/accept");
        // The bin asks first.
        assertThat(manager.get(page).body())
                .containsSubsequence(
                        "data-opens=\"submission-",
                        "<dialog id=\"submission-",
                        one + "/delete",
                        "for good",
                        "</dialog>")
                .containsOnlyOnce(one + "/delete");
        manager.post(one + "/delete", Map.of());
        assertThat(manager.get(page).body()).contains("No submissions");
        assertThat(manager.post(path + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(manager.get(path).status()).isEqualTo(404);
        assertThat(workspace.panel(Role.AGENT).get("/forms").status()).isEqualTo(403);
    }
}
