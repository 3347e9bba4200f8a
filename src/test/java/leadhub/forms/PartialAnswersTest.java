package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.forms.partials.Partials;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** What visitors type and don't send is kept where the form asks for it and they agree, and is no lead. */
class PartialAnswersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");
    private static final String FIELDS = """
            "fields": [
                {"key": "email", "type": "email", "required": true},
                {"key": "size", "type": "select", "options": ["S", "M"]},
                {"key": "budget", "type": "number",
                 "visible_if": {"conditions": [{"field": "size", "operator": "equals", "value": "M"}]}},
                {"key": "campaign", "type": "hidden", "default_value": "spring"},
                {"key": "agree", "type": "consent", "consent_text": "Keep what I type."},
                {"key": "news", "type": "consent", "consent_text": "Write to me."}]
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer form(boolean storesPartial) {
        var made = api.post(
                "/api/v1/forms",
                "{\"name\": \"Contact\", " + FIELDS + ", \"settings\": {\"store_partial\": " + storesPartial + "}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String page(ApiAnswer form) {
        return "/f/" + form.text("data.public_id");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(server.origin() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String token(ApiAnswer form) throws IOException, InterruptedException {
        var shown = send(HttpRequest.newBuilder(URI.create(server.origin() + page(form))));
        var found = TOKEN.matcher(shown.body());
        assertThat(found.find()).isTrue();
        server.clock().pass(Duration.ofSeconds(4));
        return found.group(1);
    }

    private void type(ApiAnswer form, Map<String, String> fields) throws IOException, InterruptedException {
        assertThat(post(page(form) + "/partial", fields).statusCode()).isEqualTo(204);
    }

    private String kept(ApiAnswer form) {
        return String.join(
                "\n",
                server.bean(Sql.class)
                        .query(
                                workspace.id(),
                                row -> row.getString(1) + " " + row.getString(2),
                                "select field_values, last_key from form_partials where workspace_id = ? and form_id = ?",
                                workspace.id(),
                                form.number("data.id")));
    }

    @Test
    void it_needs_a_consent_to_be_switched_on() {
        var usual = api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {\"store_partial\": true}}");
        assertThat(usual.status()).isEqualTo(422);
        assertThat(usual.at("errors").propertyNames()).containsExactly("settings.store_partial");
        assertThat(form(true).at("data.settings.store_partial").booleanValue()).isTrue();
        // Neither can the consent be taken away afterwards.
        var form = form(true);
        var without = api.patch(
                "/api/v1/forms/" + form.text("data.id"), "{\"fields\": [{\"key\": \"email\", \"type\": \"email\"}]}");
        assertThat(without.status()).isEqualTo(422);
    }

    @Test
    void nothing_is_kept_before_the_visitor_agrees_and_all_of_it_goes_when_they_no_longer_do() throws Exception {
        var form = form(true);
        var token = token(form);
        type(form, Map.of("_token", token, "email", "ann@example.com", "news", "on"));
        assertThat(kept(form)).isEmpty();
        type(form, Map.of("_token", token, "email", "ann@example.com", "agree", "on", "_last", "email"));
        assertThat(kept(form)).isEqualTo("{\"agree\": true, \"email\": \"ann@example.com\"} email");
        type(form, Map.of("_token", token, "email", "ann@example.com"));
        assertThat(kept(form)).isEmpty();
    }

    @Test
    void what_somebody_typed_into_other_pages_goes_when_they_send_one_or_no_longer_agree() throws Exception {
        var form = form(true);
        type(form, Map.of("_token", token(form), "email", "Ann@example.com", "agree", "on"));
        type(form, Map.of("_token", token(form), "email", "bob@example.com", "agree", "on"));
        type(form, Map.of("_token", token(form), "email", "ann@example.com"));
        assertThat(kept(form)).contains("bob@").doesNotContainIgnoringCase("ann@");
        assertThat(post(page(form), Map.of("_token", token(form), "email", "bob@example.com"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(kept(form)).isEmpty();
    }

    @Test
    void whoever_fills_a_form_with_junk_keeps_nobodys_answers_out() throws Exception {
        var form = form(true);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        """
                        insert into form_partials
                            (workspace_id, form_id, token, form_version, field_values, evidence, created_at, updated_at)
                        select ?, ?, n::text, 1, '{}', '{}', ?, ?
                        from generate_series(1, 5000) n
                        """,
                        workspace.id(),
                        form.number("data.id"),
                        server.clock().instant(),
                        server.clock().instant());
        type(form, Map.of("_token", token(form), "email", "ann@example.com", "agree", "on"));
        assertThat(kept(form)).contains("ann@example.com");
        assertThat(kept(form).lines()).hasSize(5_000);
    }

    @Test
    void what_is_blocked_is_not_kept() throws Exception {
        var form = form(true);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "insert into form_blocks (workspace_id, kind, value) values (?, 'domain', 'junk.example')",
                        workspace.id());
        type(form, Map.of("_token", token(form), "email", "ann@junk.example", "agree", "on"));
        assertThat(kept(form)).isEmpty();
    }

    @Test
    void only_what_the_fields_take_and_show_is_kept() throws Exception {
        var form = form(true);
        type(
                form,
                Map.of(
                        "_token",
                        token(form),
                        "email",
                        "nobody",
                        "size",
                        "S",
                        "budget",
                        "5",
                        "campaign",
                        "x",
                        "agree",
                        "on",
                        "more",
                        "of it",
                        "_last",
                        "more"));
        assertThat(kept(form)).isEqualTo("{\"size\": \"S\", \"agree\": true} null");
    }

    @Test
    void a_page_without_a_token_a_trap_and_a_form_that_does_not_ask_keep_nothing() throws Exception {
        var form = form(true);
        type(form, Map.of("email", "ann@example.com", "agree", "on"));
        type(form, Map.of("_token", token(form), "email", "ann@example.com", "agree", "on", "_subject", "Buy"));
        assertThat(kept(form)).isEmpty();
        var other = form(false);
        type(other, Map.of("_token", token(other), "email", "ann@example.com", "agree", "on"));
        assertThat(kept(other)).isEmpty();
    }

    @Test
    void once_sent_it_is_a_submission_and_one_lead_whatever_comes_late() throws Exception {
        var form = form(true);
        var token = token(form);
        var typed = Map.of("_token", token, "email", "ann@example.com", "agree", "on");
        type(form, typed);
        type(form, typed);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        assertThat(post(page(form), typed).statusCode()).isEqualTo(201);
        type(form, typed);
        assertThat(kept(form)).isEmpty();
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/forms/" + form.text("data.id")).number("data.submissions_count"))
                .isEqualTo(1);
    }

    @Test
    void managers_see_where_a_visitor_stopped_and_delete_it() throws Exception {
        var form = form(true);
        type(form, Map.of("_token", token(form), "email", "ann@example.com", "agree", "on", "_last", "email"));
        var manager = workspace.panel(Role.MANAGER);
        var path = "/forms/" + form.text("data.id") + "/partials";
        var shown = manager.get(path).body();
        assertThat(shown).contains("ann@example.com", "stopped at “Email”");
        var id = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select id from form_partials where workspace_id = ?",
                        workspace.id());
        manager.post(path + "/" + id + "/delete", Map.of());
        assertThat(kept(form)).isEmpty();
    }

    @Test
    void after_thirty_days_it_is_forgotten_and_at_once_with_its_form() throws Exception {
        var form = form(true);
        var gone = form(true);
        type(form, Map.of("_token", token(form), "email", "ann@example.com", "agree", "on"));
        type(gone, Map.of("_token", token(gone), "email", "bob@example.com", "agree", "on"));
        api.delete("/api/v1/forms/" + gone.text("data.id"));
        var partials = server.bean(Partials.class);
        partials.forgetOld(workspace.id());
        assertThat(kept(gone)).isEmpty();
        assertThat(kept(form)).isNotEmpty();
        server.clock().pass(Duration.ofDays(31));
        partials.forgetOld(workspace.id());
        assertThat(kept(form)).isEmpty();
    }
}
