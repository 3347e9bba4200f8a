package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Who agreed to what, and how that is known, is shown for each person, given to them, and ended when they say so. */
class ShowConsentsTest {
    private static final String FIELDS = """
            "fields": [{"key": "email", "type": "email", "required": true}, {"key": "phone", "type": "phone"},
                       {"key": "terms", "type": "consent", "consent_text": "%s"}]
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final FormVisitor visitor = new FormVisitor(server);
    private final Panel manager = workspace.panel(Role.MANAGER);

    private String form(String text) {
        var made = api.post(
                "/api/v1/forms",
                "{\"name\": \"Contact\", " + FIELDS.formatted(text) + ", \"settings\": {\"store_partial\": true}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private String address(String form) {
        return "/f/" + api.get("/api/v1/forms/" + form).text("data.public_id");
    }

    private long lead() {
        return api.get("/api/v1/leads").number("data.0.id");
    }

    /** Sends a page in which the terms are agreed to; the reference that its token bears. */
    private String agree(String form, String email) {
        var token = visitor.token(address(form));
        var sent = visitor.post(address(form), Map.of("_token", token, "email", email, "terms", "on"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getString(1),
                        "select evidence ->> 'evidence_id' from form_submissions where workspace_id = ? order by id desc limit 1",
                        workspace.id());
    }

    @Test
    void a_leads_page_says_to_which_text_it_agreed_and_how_that_is_known() {
        var form = form("I agree to be called.");
        var reference = agree(form, "ann@example.com");
        var page = manager.get("/leads/" + lead() + "/late").body();
        assertThat(page)
                .contains("I agree to be called.", "Given in “Contact”", reference, "127.0.0.0")
                .contains(Consents.version("I agree to be called."));
        // Another text is another version, and the older consent stays what it was.
        api.patch("/api/v1/forms/" + form, "{" + FIELDS.formatted("I agree to be called and mailed.") + "}");
        agree(form, "ann@example.com");
        assertThat(manager.get("/leads/" + lead() + "/late").body())
                .contains("I agree to be called.<", "I agree to be called and mailed.")
                .contains(Consents.version("I agree to be called."))
                .contains(Consents.version("I agree to be called and mailed."));
    }

    @Test
    void one_that_is_withdrawn_is_kept_beside_its_withdrawal() {
        var form = form("I agree.");
        agree(form, "ann@example.com");
        var lead = lead();
        var submission = api.get("/api/v1/forms/" + form + "/submissions").text("data.0.id");
        var withdraw = "/leads/" + lead + "/consents/" + form + "/" + submission + "/terms/withdraw";
        manager.get("/leads/" + lead);
        assertThat(manager.post(withdraw, Map.of()).status()).isEqualTo(303);
        var consent = consent(lead);
        server.clock().pass(Duration.ofDays(1));
        manager.post(withdraw, Map.of());
        assertThat(consent(lead)).isEqualTo(consent).contains("given_at", "withdrawn_at", "withdrawn_by", "I agree.");
        assertThat(manager.get("/leads/" + lead + "/late").body())
                .contains("Withdrawn, noted by")
                .doesNotContain("/terms/withdraw");
        // Of another lead, or of a field that is none, there is nothing to withdraw.
        var other =
                api.post("/api/v1/leads", "{\"email\": \"bob@example.com\"}").number("data.id");
        assertThat(manager.post(withdraw.replace("/leads/" + lead, "/leads/" + other), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(manager.post(withdraw.replace("/terms/", "/email/"), Map.of())
                        .status())
                .isEqualTo(404);
    }

    private String consent(long lead) {
        var all = Json.MAPPER.readTree(
                manager.get("/leads/" + lead + "/form-answers.json").body());
        return all.at("/submissions/0/evidence/consents/0").toString();
    }

    @Test
    void a_person_is_given_all_that_they_sent_or_typed_and_has_the_rest_forgotten() {
        var form = form("I agree.");
        agree(form, "Ann@example.com");
        var lead = lead();
        api.patch("/api/v1/leads/" + lead, "{\"phone\": \"+1 415 555 0100\"}");
        var other = form("I agree.");
        type(other, Map.of("email", "ann@EXAMPLE.com"));
        type(other, Map.of("email", "work@example.com", "phone", "1 (415) 555-0100"));
        type(other, Map.of("email", "bob@example.com"));
        var all = Json.MAPPER.readTree(
                manager.get("/leads/" + lead + "/form-answers.json").body());
        assertThat(all.at("/submissions/0/values/email").asString()).isEqualTo("Ann@example.com");
        assertThat(all.path("not_sent").findValuesAsString("email"))
                .containsExactlyInAnyOrder("ann@EXAMPLE.com", "work@example.com");
        manager.get("/leads/" + lead);
        manager.post("/leads/" + lead + "/forget-unsent", Map.of());
        assertThat(URLDecoder.decode(manager.cookie("leadhub-toast"), StandardCharsets.UTF_8))
                .contains("2 forms that weren’t sent were deleted.");
        assertThat(server.bean(Sql.class)
                        .query(
                                workspace.id(),
                                row -> row.getString(1),
                                "select field_values ->> 'email' from form_partials where workspace_id = ?",
                                workspace.id()))
                .containsExactly("bob@example.com");
    }

    private void type(String form, Map<String, String> typed) {
        var body = new HashMap<>(typed);
        body.put("_token", visitor.token(address(form)));
        body.put("terms", "on");
        assertThat(visitor.post(address(form) + "/partial", body).statusCode()).isEqualTo(204);
    }
}
