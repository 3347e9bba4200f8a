package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program sends what somebody filled in, and it becomes a lead. */
class SubmitFormsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private String form(String members) {
        var made = api.post("/api/v1/forms", "{\"name\": \"Contact\", " + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return "/api/v1/forms/" + made.text("data.id");
    }

    private ApiAnswer submit(String form, String body) {
        return api.post(form + "/submissions", body);
    }

    private ApiAnswer lead(ApiAnswer submission) {
        return api.get("/api/v1/leads/" + submission.text("data.lead_id"));
    }

    @Test
    void what_was_filled_in_is_a_lead() {
        var form = form("\"settings\": {\"tags\": [\"web\"]}");
        var sent = submit(form, """
                {"first_name": " Sarah ", "email": "sarah@example.com", "phone": "anything", "message": "Hello", "utm_source": "news",
                 "utm_campaign": "", "gclid": "abc", "unknown": "kept elsewhere"}
                """);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.header("Location")).endsWith(form + "/submissions/" + sent.text("data.id"));
        assertThat(sent.text("data.status")).isEqualTo("accepted");
        assertThat(sent.at("data.is_duplicate").booleanValue()).isFalse();
        assertThat(sent.at("data.values").toString())
                .contains("\"first_name\":\"Sarah\"")
                .doesNotContain("unknown");
        assertThat(sent.at("data.attribution.last").toString())
                .isEqualTo(sent.at("data.attribution.first").toString())
                .contains("\"utm_source\":\"news\"")
                .contains("\"gclid\":\"abc\"")
                .doesNotContain("utm_campaign");
        var lead = lead(sent);
        assertThat(lead.text("data.source")).isEqualTo("web_form");
        assertThat(lead.text("data.notes")).isEqualTo("Hello");
        assertThat(lead.text("data.phone")).isEqualTo("anything");
        assertThat(lead.text("data.tags.0")).isEqualTo("web");
        assertThat(api.get("/api/v1/leads/" + lead.text("data.id") + "/timeline")
                        .body())
                .contains("\"submission_id\"")
                .contains("gclid");
        var kept = api.get(form + "/submissions/" + sent.text("data.id"));
        assertThat(kept.json()).isEqualTo(sent.json());
        assertThat(api.get(form + "/submissions").at("data.0")).isEqualTo(sent.at("data"));
        assertThat(api.get(form).number("data.submissions_count")).isEqualTo(1);
        assertThat(api.get(form).text("data.last_submission_at")).isNotEmpty();
    }

    @Test
    void forms_of_browsers_are_read_too() {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "likes", "type": "multi_select", "options": ["a", "b", "c"], "map_to": "tags"},
                    {"key": "news", "type": "checkbox"},
                    {"key": "terms", "type": "consent", "required": true, "consent_text": "I agree."},
                    {"key": "seats", "type": "number"}]
                """);
        var urlEncoded = api.with("Content-Type", "application/x-www-form-urlencoded")
                .post(form + "/submissions", "email=a%40example.com&likes[]=a&likes[]=C&terms=on&seats=1%2C5");
        assertThat(urlEncoded.status()).as(urlEncoded.body()).isEqualTo(201);
        assertThat(urlEncoded.at("data.values").toString())
                .isEqualTo("{\"email\":\"a@example.com\",\"likes\":[\"a\",\"c\"],\"seats\":1.5,\"terms\":true}");
        assertThat(lead(urlEncoded).at("data.tags").toString()).isEqualTo("[\"a\",\"c\"]");
        var multipart = api.with("Content-Type", "multipart/form-data; boundary=x")
                .post(
                        form + "/submissions",
                        "--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nb@example.com\r\n"
                                + "--x\r\nContent-Disposition: form-data; name=\"terms\"\r\n\r\non\r\n--x--\r\n");
        assertThat(multipart.status()).as(multipart.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | email | The email field is required.
            {"email": "nobody"} | email | The email field must be a valid email address.
            {"email": "a@b.c", "age": "old"} | age | The age field must be a number.
            {"email": "a@b.c", "age": 17} | age | The age field must be at least 18.
            {"email": "a@b.c", "size": "XL"} | size | The selected size is invalid.
            {"email": "a@b.c", "likes": ["a", "x"]} | likes.1 | The selected likes.1 is invalid.
            {"email": "a@b.c", "likes": ["a", "b", "c"]} | likes | The likes field must not have more than 2 items.
            {"email": "a@b.c", "day": "2026-02-30"} | day | The day field must be a valid date.
            {"email": "a@b.c", "day": "2020-01-01"} | day | The day field must be a date after or equal to
            {"email": "a@b.c", "site": "javascript:1"} | site | The site field must be a valid URL.
            {"email": "a@b.c", "news": "perhaps"} | news | The news field must be true or false.
            {"email": "a@b.c", "short": "abcd"} | short | The short field must not be greater than 3 characters.
            {"email": "a@b.c", "terms": false} | terms | The terms field must be accepted.
            """)
    void what_is_wrong_is_said_by_key_in_the_usual_words(String body, String key, String words) {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email", "required": true},
                    {"key": "age", "type": "number", "min": 18},
                    {"key": "size", "type": "select", "options": ["S", "M"]},
                    {"key": "likes", "type": "multi_select", "options": ["a", "b", "c"], "max": 2},
                    {"key": "day", "type": "date", "min": "today"},
                    {"key": "site", "type": "url"},
                    {"key": "news", "type": "checkbox"},
                    {"key": "short", "type": "text", "max_length": 3},
                    {"key": "terms", "type": "consent", "required_if": {"conditions": [{"field": "email", "operator": "present"}]}}]
                """);
        var answer = submit(form, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.at("errors").path(key).path(0).asString()).startsWith(words);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void what_conditions_hide_is_neither_required_nor_kept() {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "a", "type": "checkbox"},
                    {"key": "b", "type": "select", "options": ["x", "y"], "required": true,
                     "visible_if": {"conditions": [{"field": "a", "operator": "equals", "value": "true"}]}},
                    {"key": "c", "type": "text", "required": true, "max_length": 2,
                     "visible_if": {"conditions": [{"field": "b", "operator": "equals", "value": "x"}]}}]
                """);
        assertThat(submit(form, "{\"email\": \"a@b.c\", \"a\": true, \"b\": \"x\"}")
                        .at("errors")
                        .propertyNames())
                .containsExactly("c");
        // Without A there is no B, and without B no C, whatever was sent.
        var hidden = submit(form, "{\"email\": \"a@b.c\", \"a\": false, \"b\": \"x\", \"c\": \"too long\"}");
        assertThat(hidden.status()).as(hidden.body()).isEqualTo(201);
        assertThat(hidden.at("data.values").toString()).isEqualTo("{\"a\":false,\"email\":\"a@b.c\"}");
        assertThat(lead(hidden).at("data.custom_fields").toString()).isEqualTo("{\"a\":false}");
    }

    @Test
    void either_a_phone_or_an_email_is_enough() {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email", "required_if": {"conditions": [{"field": "phone", "operator": "absent"}]}},
                    {"key": "phone", "type": "phone", "required_if": {"conditions": [{"field": "email", "operator": "absent"}]}}]
                """);
        assertThat(submit(form, "{}").at("errors").propertyNames()).containsExactlyInAnyOrder("email", "phone");
        assertThat(submit(form, "{\"phone\": \"+14155551234\"}").status()).isEqualTo(201);
    }

    @Test
    void a_known_person_is_filled_up_or_overwritten_or_made_again() {
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"email\": \"sarah@example.com\", \"tags\": [\"old\"]}");
        var body = "{\"first_name\": \"Sally\", \"last_name\": \"Jones\", \"email\": \"SARAH@example.com\"}";
        var fill = submit(form("\"settings\": {\"tags\": [\"new\"]}"), body);
        assertThat(fill.at("data.is_duplicate").booleanValue()).isTrue();
        assertThat(lead(fill).text("data.first_name")).isEqualTo("Sarah");
        assertThat(lead(fill).text("data.last_name")).isEqualTo("Jones");
        assertThat(lead(fill).at("data.tags").toString()).isEqualTo("[\"old\",\"new\"]");
        var update = submit(form("\"settings\": {\"duplicate_policy\": \"update\", \"tags\": [\"third\"]}"), body);
        assertThat(update.text("data.lead_id")).isEqualTo(fill.text("data.lead_id"));
        assertThat(lead(update).text("data.first_name")).isEqualTo("Sally");
        assertThat(lead(update).text("data.source")).isEqualTo("api");
        assertThat(lead(update).at("data.tags").toString()).isEqualTo("[\"old\",\"new\",\"third\"]");
        var create = submit(form("\"settings\": {\"duplicate_policy\": \"create\"}"), body);
        assertThat(create.at("data.is_duplicate").booleanValue()).isFalse();
        assertThat(create.text("data.lead_id")).isNotEqualTo(fill.text("data.lead_id"));
    }

    @Test
    void leads_begin_where_the_form_says_and_owners_take_turns() {
        var stages = api.get("/api/v1/pipelines").at("data.0.stages");
        var ann = workspace.user(Role.AGENT).id();
        var bob = workspace.user(Role.AGENT).id();
        var form = form(
                "\"settings\": {\"pipeline_stage_id\": %s, \"round_robin_user_ids\": [%d, %d], \"source\": \"fair\"}"
                        .formatted(stages.get(1).get("id"), ann, bob));
        var owners = List.of("a", "b", "c").stream()
                .map(name -> lead(submit(form, "{\"email\": \"%s@example.com\"}".formatted(name))))
                .toList();
        assertThat(owners)
                .extracting(lead -> lead.number("data.assigned_user_id"))
                .containsExactly(ann, bob, ann);
        assertThat(owners).allSatisfy(lead -> {
            assertThat(lead.text("data.pipeline_stage_id"))
                    .isEqualTo(stages.get(1).get("id").asString());
            assertThat(lead.text("data.source")).isEqualTo("fair");
        });
    }

    @Test
    void a_mapping_that_does_not_fit_loses_no_lead() {
        api.post("/api/v1/custom-fields", "{\"label\": \"Budget\", \"type\": \"number\"}");
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "status", "type": "text"},
                    {"key": "budget", "type": "text"},
                    {"key": "company", "type": "textarea"},
                    {"key": "one", "type": "text", "map_to": "notes"},
                    {"key": "two", "type": "number", "map_to": "notes"}]
                """);
        var sent = submit(form, """
                {"email": "a@b.c", "status": "unheard of", "budget": "a lot", "company": "%s", "one": "first", "two": 2}
                """.formatted("x".repeat(300)));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(lead(sent).text("data.status")).isEqualTo("new");
        assertThat(lead(sent).at("data.custom_fields")).isEmpty();
        assertThat(lead(sent).text("data.notes")).isEqualTo("first\n2");
        assertThat(sent.text("data.values.budget")).isEqualTo("a lot");
    }

    @Test
    void drafts_closed_and_late_ones_take_nothing() {
        var body = "{\"email\": \"a@example.com\"}";
        assertThat(submit(form("\"status\": \"draft\""), body).status()).isEqualTo(409);
        assertThat(submit(form("\"status\": \"closed\""), body).text("code")).isEqualTo("CONFLICT");
        assertThat(submit(form("\"status\": \"closed\""), "{}").status()).isEqualTo(422);
        var until = server.clock().instant().plus(Duration.ofHours(1)).toString();
        var form = form("\"settings\": {\"closes_at\": \"" + until + "\"}");
        assertThat(submit(form, body).status()).isEqualTo(201);
        server.clock().pass(Duration.ofHours(1));
        assertThat(submit(form, body).status()).isEqualTo(409);
    }

    @Test
    void of_many_at_once_as_many_are_taken_as_there_is_room_for() {
        var form = form("\"settings\": {\"max_submissions\": 5}");
        var answers = Together.times(
                16,
                number -> submit(form, "{\"email\": \"p%d@example.com\"}".formatted(number))
                        .status());
        assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(11);
        assertThat(api.get(form).number("data.submissions_count")).isEqualTo(5);
        assertThat(api.get(form + "/submissions").number("meta.total")).isEqualTo(5);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(5);
    }

    @Test
    void who_is_to_confirm_is_no_lead_until_accepted() {
        var form = form("\"settings\": {\"double_opt_in\": true}");
        var sent = submit(form, "{\"email\": \"a@example.com\"}");
        assertThat(sent.text("data.status")).isEqualTo("pending");
        assertThat(sent.at("data.lead_id").isNull()).isTrue();
        assertThat(api.get(form + "/stats").number("data.pending")).isEqualTo(1);
        assertThat(api.get(form + "/submissions?status=pending").number("meta.total"))
                .isEqualTo(1);
        var one = form + "/submissions/" + sent.text("data.id");
        assertThat(api.patch(one, "{\"status\": \"spam\"}").status()).isEqualTo(422);
        var accepted = api.patch(one, "{\"status\": \"accepted\"}");
        assertThat(accepted.text("data.status")).isEqualTo("accepted");
        assertThat(lead(accepted).text("data.email")).isEqualTo("a@example.com");
        assertThat(api.patch(one, "{\"status\": \"accepted\"}").json()).isEqualTo(accepted.json());
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.get(form + "/stats").at("data").toString())
                .isEqualTo("{\"views\":0,\"starts\":0,\"submissions\":1,\"pending\":0,\"spam\":0,\"conversion\":0}");
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(form).number("data.submissions_count")).isZero();
        assertThat(lead(accepted).status()).isEqualTo(200);
    }

    @Test
    void programs_outside_are_told_of_it_as_of_what_else_happens_to_its_lead() {
        var form = form(
                "\"fields\": [{\"key\": \"email\", \"type\": \"email\"}, {\"key\": \"budget\", \"type\": \"number\"}, {\"key\": \"a_text\", \"type\": \"text\"}, {\"key\": \"first_name\", \"type\": \"text\"}]");
        try (var receiver = Receiver.willing()) {
            api.post("/api/v1/webhooks", """
                    {"target_url": "%s", "events": ["form.submitted"],
                     "conditions": [{"field": "email", "operator": "equals", "value": "a@example.com"}]}
                    """.formatted(receiver.url()));
            var first = submit(form, "{\"email\": \"a@example.com\", \"budget\": 2.50, \"a_text\": \"x\"}");
            submit(form, "{\"email\": \"a@example.com\", \"a_text\": \"y\", \"first_name\": \"Ann\"}");
            var heard = receiver.await(2).getFirst();
            assertThat(heard.header("X-LeadHub-Event")).isEqualTo("form.submitted");
            assertThat(heard.body())
                    .contains("\"sequence\":2,", "\"id\":" + first.text("data.lead_id") + ",")
                    .endsWith(
                            "\"form\":{\"id\":%s,\"name\":\"Contact\"},\"submission\":{\"id\":%s,\"values\":{\"a_text\":\"x\",\"budget\":2.5,\"email\":\"a@example.com\"}}}"
                                    .formatted(form.replaceAll(".*/", ""), first.text("data.id")));
            var events = api.get("/api/v1/events");
            assertThat(events.body()).contains(heard.body());
            assertThat(events.at("data").findValuesAsString("event"))
                    .containsSubsequence("lead.created", "form.submitted", "lead.updated", "form.submitted");
            assertThat(events.at("data").findValues("sequence"))
                    .extracting(node -> node.asInt())
                    .containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void a_key_for_forms_is_enough_and_events_name_the_form() {
        var form = form("\"status\": \"published\"");
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_FORMS));
        var sent = writer.post(form + "/submissions", "{\"email\": \"a@example.com\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(api.get("/api/v1/events")
                        .at("data.0")
                        .path("caused_by")
                        .path("type")
                        .asString())
                .isEqualTo("form");
        assertThat(writer.get(form + "/submissions").status()).isEqualTo(403);
    }

    @Test
    void five_hundred_options_and_decimal_commas_are_read() {
        var options = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> "\"Option " + i + "\"")
                .collect(Collectors.joining(", "));
        var made = api.post("/api/v1/forms", """
                {"name": "Long", "fields": [{"key": "email", "type": "email"}, {"key": "size", "type": "select", "options": [%s]},
                    {"key": "budget", "type": "number", "min": 1, "max": 2}]}
                """.formatted(options));
        var path = "/api/v1/forms/" + made.text("data.id") + "/submissions";
        var sent = api.post(path, "{\"email\": \"a@example.com\", \"size\": \"option 500\", \"budget\": \"1,25\"}");
        assertThat(sent.text("data.values.size")).isEqualTo("Option 500");
        assertThat(sent.at("data.values.budget").decimalValue()).isEqualByComparingTo("1.25");
        var wrong = api.post(path, "{\"size\": \"Option 501\", \"budget\": \"2,01\"}");
        assertThat(wrong.at("errors").propertyNames()).containsExactlyInAnyOrder("size", "budget");
    }

    @Test
    void the_same_person_by_a_form_and_by_another_source_is_one_lead_with_two_rows() {
        var made = api.post("/api/v1/forms", "{\"name\": \"Two ways\"}");
        var path = "/api/v1/forms/" + made.text("data.id") + "/submissions";
        var body = "{\"email\": \"twice@example.com\", \"first_name\": \"Ann\"}";
        var leadId = api.post(path, body).text("data.lead_id");
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), body);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        var rows = api.get("/api/v1/intake?lead_id=" + leadId);
        assertThat(rows.at("data").findValuesAsString("source")).containsExactlyInAnyOrder("form", "inbound");
    }

    @ParameterizedTest
    @CsvSource({
        "(212) 736-5000, +1 212 736 5000",
        "212.736.5000, 011 1 (212) 7365000",
        "＋１２１２７３６５０００, 2127365000",
    })
    void a_phone_is_kept_as_it_was_typed_and_known_in_any_spelling(String first, String second) {
        var form = form("\"fields\": [{\"key\": \"phone\", \"type\": \"phone\", \"required\": true}]");
        var sent = submit(form, "{\"phone\": \"" + first + "\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.text("data.values.phone")).isEqualTo(first);
        var again = submit(form, "{\"phone\": \"" + second + "\"}");
        assertThat(again.text("data.lead_id")).isEqualTo(sent.text("data.lead_id"));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ann+news@example.com, ann+news@example.com",
        "'  ann@example.com ', ann@example.com",
        "ann@müller.example, ann@müller.example",
        "'\\\"ann smith\\\"@example.com', '\"ann smith\"@example.com'",
    })
    void an_email_may_look_unusual(String typed, String kept) {
        var sent = submit(form("\"settings\": {}"), "{\"email\": \"" + typed + "\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(lead(sent).text("data.email")).isEqualTo(kept);
    }

    @Test
    void the_figures_add_up_with_the_ledger() {
        var form = form("\"settings\": {}");
        for (var i = 0; i < 3; i++) {
            assertThat(submit(form, "{\"email\": \"a" + i + "@example.com\"}").status())
                    .isEqualTo(201);
        }
        assertThat(submit(form, "{\"email\": \"nobody\"}").status()).isEqualTo(422);
        var stats = api.get(form + "/stats");
        var kept = api.get("/api/v1/intake?source=form&status=processed").number("meta.total");
        assertThat(stats.number("data.submissions")).isEqualTo(3).isEqualTo(kept);
        assertThat(api.get(form).number("data.submissions_count")).isEqualTo(kept);
        assertThat(api.get("/api/v1/intake?source=form").number("meta.total")).isEqualTo(4);
    }
}
