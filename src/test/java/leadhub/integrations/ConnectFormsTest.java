package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that post the answers themselves are played by whoever posts and signs as their documents say. */
class ConnectFormsTest {
    private static final String SECRET = "a secret for signatures";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** A provider that signs: how, and what it sends of one person. */
    private record Signing(String type, String field, String body) {
        Map<String, String> headers(String key, String body, long seconds) {
            var json = "application/json";
            return switch (type) {
                case "typeform" ->
                    Map.of(
                            "Content-Type",
                            json,
                            "Typeform-Signature",
                            "sha256=" + Base64.getEncoder().encodeToString(hmac(key, body)));
                case "calendly" ->
                    Map.of(
                            "Content-Type",
                            json,
                            "Calendly-Webhook-Signature",
                            "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(key, seconds + "." + body)));
                default ->
                    Map.of(
                            "Content-Type",
                            json,
                            "X-Open-Signature",
                            HexFormat.of().formatHex(hmac(key, body)));
            };
        }

        @Override
        public String toString() {
            return type;
        }
    }

    private static byte[] hmac(String key, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static final String TYPEFORM = """
            {"event_id": "01H", "event_type": "form_response", "form_response": {"form_id": "lT4Z3j", "token": "a3a12ec67a1365927098a606107fac15",
              "submitted_at": "2026-11-20T18:17:02Z", "hidden": {"utm": "x"}, "calculated": {"score": 9},
              "definition": {"id": "lT4Z3j", "title": "Webinar", "fields": [
                {"id": "f1", "ref": "r-mail", "title": "Where do we write to?", "type": "email"},
                {"id": "f2", "ref": "r-first", "title": "First name", "type": "short_text"},
                {"id": "f3", "ref": "r-last", "title": "Last Name", "type": "short_text"},
                {"id": "f4", "ref": "r-phone", "title": "Call me", "type": "phone_number"},
                {"id": "f5", "ref": "r-size", "title": "How many people?", "type": "number"},
                {"id": "f6", "ref": "r-topics", "title": "What interests you?", "type": "multiple_choice"},
                {"id": "f7", "ref": "r-plan", "title": "Plan", "type": "dropdown"},
                {"id": "f8", "ref": "r-terms", "title": "I accept the terms", "type": "legal"}]},
              "answers": [
                {"type": "email", "email": "zoé@example.com", "field": {"id": "f1", "ref": "r-mail", "type": "email"}},
                {"type": "text", "text": "Zoé", "field": {"id": "f2", "ref": "r-first", "type": "short_text"}},
                {"type": "text", "text": "van Dyk", "field": {"id": "f3", "ref": "r-last", "type": "short_text"}},
                {"type": "phone_number", "phone_number": "+14155551234", "field": {"id": "f4", "ref": "r-phone", "type": "phone_number"}},
                {"type": "number", "number": 9007199254740993, "field": {"id": "f5", "ref": "r-size", "type": "number"}},
                {"type": "choices", "choices": {"labels": ["CRM", "Mail"], "other": "Fax"}, "field": {"id": "f6", "ref": "r-topics", "type": "multiple_choice"}},
                {"type": "choice", "choice": {"label": "Pro"}, "field": {"id": "f7", "ref": "r-plan", "type": "dropdown"}},
                {"type": "boolean", "boolean": true, "field": {"id": "f8", "ref": "r-terms", "type": "legal"}}]}}""";

    static final String CALENDLY = """
            {"event": "invitee.created", "created_at": "2026-11-20T18:17:02.000000Z", "created_by": "https://api.calendly.com/users/A",
             "payload": {"uri": "https://api.calendly.com/scheduled_events/E/invitees/I", "email": "zoé@example.com", "name": "Zoé van Dyk",
              "first_name": null, "last_name": null, "status": "active", "text_reminder_number": null, "rescheduled": false, "old_invitee": null,
              "questions_and_answers": [{"question": "Phone number", "answer": "+14155551234", "position": 0},
                {"question": "What do you want to talk about?", "answer": "Prices", "position": 1}],
              "tracking": {"utm_source": "ad"},
              "scheduled_event": {"uri": "https://api.calendly.com/scheduled_events/E", "name": "Demo", "start_time": "2026-11-23T10:00:00.000000Z",
                "location": {"type": "zoom"}}}}""";

    static final String TIKTOK = """
            {"request_id": 1, "object": 1, "time": 1795000000, "entry": [{"id": 7312345678901234567, "lead_source": "INSTANT_FORM",
              "page_id": 7312345678901234568, "page_name": "Form", "advertiser_id": 7312345678901234569, "campaign_id": 1790000000000000001,
              "campaign_name": "Spring", "ad_name": "Video", "create_time": 1795000000, "changes": [
                {"field": "name", "value": "Zoé van Dyk"}, {"field": "email", "value": "zoé@example.com"},
                {"field": "phone_number", "value": "+14155551234"}, {"field": "Which size?", "value": "M"}]}]}""";

    static Stream<Signing> signing() {
        return Stream.of(
                new Signing("typeform", "secret", TYPEFORM),
                new Signing("calendly", "signing_key", CALENDLY),
                new Signing("tiktok", "app_secret", TIKTOK));
    }

    private Connected connect(Signing one) {
        return Connected.create(
                api, "{\"type\": \"%s\", \"config\": {\"%s\": \"%s\"}}".formatted(one.type(), one.field(), SECRET));
    }

    private ApiAnswer post(Connected hook, Signing one, String body) {
        return hook.post(
                body, one.headers(SECRET, body, server.clock().instant().getEpochSecond()));
    }

    @ParameterizedTest
    @MethodSource("signing")
    void who_answers_becomes_a_lead_with_all_answers_once(Signing one) {
        var hook = connect(one);
        assertThat(post(hook, one, one.body()).status()).isEqualTo(200);
        var lead = hook.lead();
        assertThat(lead.get("email").asString()).isEqualTo("zoé@example.com");
        assertThat(lead.get("first_name").asString()).isEqualTo("Zoé");
        assertThat(lead.get("last_name").asString()).isEqualTo("van Dyk");
        assertThat(lead.get("phone").asString()).isEqualTo("+14155551234");
        assertThat(lead.get("source").asString()).isEqualTo(one.type());
        assertThat(post(hook, one, one.body()).status()).isEqualTo(200);
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(hook.now().text("data.status")).isEqualTo("active");
    }

    @ParameterizedTest
    @MethodSource("signing")
    void what_is_not_signed_by_the_secret_is_refused_counted_and_said(Signing one) {
        var hook = connect(one);
        var now = server.clock().instant().getEpochSecond();
        var right = one.headers(SECRET, one.body(), now);
        assertThat(hook.post(one.body()).status()).isEqualTo(401);
        assertThat(hook.post(one.body(), one.headers(SECRET + "x", one.body(), now))
                        .status())
                .isEqualTo(401);
        assertThat(hook.post(one.body() + " ", right).status()).isEqualTo(401);
        for (var nonsense : new String[] {"sha256=", "t=,v1=", "zz", "sha256=%%%", "t=9999999999999999,v1=00"}) {
            right.keySet().stream()
                    .filter(name -> name.endsWith("Signature"))
                    .forEach(name -> assertThat(hook.post(one.body(), Map.of(name, nonsense))
                                    .status())
                            .as(nonsense)
                            .isEqualTo(401));
        }
        var shown = hook.now();
        assertThat(shown.text("data.status")).isEqualTo("needs_attention");
        assertThat(shown.text("data.last_error.message")).contains("wrong signature");
        assertThat(shown.number("data.events_count")).isZero();
    }

    @Test
    void typeforms_other_answers_become_custom_fields_named_after_their_questions() {
        var one = signing().findFirst().orElseThrow();
        var hook = connect(one);
        post(hook, one, one.body());
        var lead = hook.lead();
        assertThat(lead.at("/custom_fields/how_many_people").toString()).isEqualTo("9007199254740993");
        assertThat(lead.at("/custom_fields/what_interests_you").asString()).isEqualTo("CRM, Mail, Fax");
        assertThat(lead.at("/custom_fields/plan").asString()).isEqualTo("Pro");
        assertThat(lead.at("/custom_fields/i_accept_the_terms").asBoolean()).isTrue();
        assertThat(lead.at("/custom_fields/typeform_score").asInt()).isEqualTo(9);
    }

    @Test
    void a_sheet_that_typeform_sends_before_its_end_leaves_the_whole_one_to_count() {
        var one = signing().findFirst().orElseThrow();
        var hook = connect(one);
        var partial = TYPEFORM.replace("\"form_response\", \"form", "\"form_response_partial\", \"form");
        post(hook, one, partial);
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        post(hook, one, TYPEFORM);
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
    }

    @Test
    void an_answer_of_typeform_that_lacks_its_choices_or_has_them_as_a_list_takes_no_other_along() {
        var one = signing().findFirst().orElseThrow();
        var hook = connect(one);
        var choices = "\"choices\": {\"labels\": [\"CRM\", \"Mail\"], \"other\": \"Fax\"}, ";
        for (var odd : new String[] {"", "\"choices\": [\"CRM\"], ", "\"choices\": null, "}) {
            var body = TYPEFORM.replace(choices, odd).replace("a3a12ec", "b" + odd.length());
            assertThat(body).as(odd).isNotEqualTo(TYPEFORM);
            post(hook, one, body);
            assertThat(hook.last().get("status").asString()).as(odd).isEqualTo("processed");
            assertThat(hook.lead().get("email").asString()).isEqualTo("zoé@example.com");
        }
    }

    @Test
    void calendlys_signature_is_good_for_some_minutes() {
        var one = signing().skip(1).findFirst().orElseThrow();
        var hook = connect(one);
        var headers = one.headers(SECRET, CALENDLY, server.clock().instant().getEpochSecond());
        server.clock().pass(Duration.ofMinutes(4));
        assertThat(hook.post(CALENDLY, headers).status()).isEqualTo(200);
        server.clock().pass(Duration.ofMinutes(2));
        assertThat(hook.post(CALENDLY, headers).status()).isEqualTo(401);
    }

    private static final String BOOKINGS = "https://api.calendly.com/scheduled_events/E/invitees/";

    /** A booking under another id and at another time, which names one that it is moved from, or to. */
    private static String moved(String id, String start, String member, String other) {
        return CALENDLY.replace("/invitees/I", "/invitees/" + id)
                .replace("2026-11-23T10", start)
                .replace("\"old_invitee\": null", "\"%s\": \"%s\"".formatted(member, BOOKINGS + other));
    }

    @Test
    void a_booking_that_is_cancelled_or_moved_makes_no_second_lead() {
        var one = signing().skip(1).findFirst().orElseThrow();
        var hook = connect(one);
        post(hook, one, CALENDLY);
        assertThat(hook.lead().at("/custom_fields/calendly_event").asString()).isEqualTo("Demo");
        assertThat(hook.lead()
                        .at("/custom_fields/what_do_you_want_to_talk_about")
                        .asString())
                .isEqualTo("Prices");
        var lead = hook.lead().get("id").asString();
        post(hook, one, CALENDLY.replace("invitee.created", "invitee.canceled"));
        var cancelled = hook.last();
        assertThat(cancelled.get("status").asString()).isEqualTo("ignored");
        assertThat(cancelled.get("reason").asString()).contains("no event");
        api.patch(hook.path(), "{\"target\": {\"duplicate_policy\": \"create\"}}");
        api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Zoe\"}");
        post(hook, one, moved("J", "2026-11-30T15", "old_invitee", "I"));
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.last().get("lead_id").asString()).isEqualTo(lead);
        // Its time is the new one, and what people have changed stays.
        assertThat(hook.lead().at("/custom_fields/calendly_start").asString()).startsWith("2026-11-30T15");
        assertThat(hook.lead().get("first_name").asString()).isEqualTo("Zoe");
        post(hook, one, moved("L", "2026-12-01T09", "old_invitee", "J"));
        assertThat(hook.lead().at("/custom_fields/calendly_start").asString()).startsWith("2026-12-01T09");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        post(hook, one, CALENDLY.replace("/invitees/I", "/invitees/K"));
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
    }

    @Test
    void a_booking_that_is_first_seen_when_it_is_moved_becomes_a_lead_of_which_the_old_time_makes_no_second_one() {
        var one = signing().skip(1).findFirst().orElseThrow();
        var hook = connect(one);
        api.patch(hook.path(), "{\"target\": {\"duplicate_policy\": \"create\"}}");
        post(hook, one, moved("J", "2026-11-30T15", "old_invitee", "I"));
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.lead().at("/custom_fields/calendly_start").asString()).startsWith("2026-11-30T15");
        post(hook, one, moved("I", "2026-11-23T10", "new_invitee", "J"));
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(hook.lead().at("/custom_fields/calendly_start").asString()).startsWith("2026-11-30T15");
        api.delete("/api/v1/leads/" + hook.lead().get("id").asString());
        post(hook, one, moved("M", "2026-12-02T08", "old_invitee", "J"));
        assertThat(hook.last().get("status").asString()).isEqualTo("processed");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
    }

    @Test
    void a_batch_of_tiktok_is_a_row_a_lead_and_a_bad_one_takes_no_other_along() {
        var one = signing().skip(2).findFirst().orElseThrow();
        var hook = connect(one);
        var entry = TIKTOK.substring(TIKTOK.indexOf("{\"id\""), TIKTOK.lastIndexOf("]}"));
        var other = entry.replace("7312345678901234567", "\"7312345678901234570\"")
                .replace("zoé@", "ann@")
                .replace("+14155551234", "+14155551235");
        var test = entry.replace("7312345678901234567", "7312345678901234571")
                .replace("Zoé van Dyk", "test lead: dummy data for name");
        var batch = "{\"object\": 1, \"entry\": [%s, {\"id\": 5}, 7, %s, %s]}".formatted(entry, other, test);
        assertThat(post(hook, one, batch).status()).isEqualTo(200);
        hook.last();
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        assertThat(hook.now().number("data.events_count")).isEqualTo(5);
        assertThat(api.get("/api/v1/intake?status=failed").number("meta.total")).isEqualTo(2);
        assertThat(api.get("/api/v1/intake?status=test").number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/intake?status=processed").body())
                .contains("\"7312345678901234567\"", "\"7312345678901234570\"");
        assertThat(api.get("/api/v1/leads").body()).contains("1790000000000000001");
        post(hook, one, "{\"object\": 2, \"entry\": []}");
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        var events = hook.now().number("data.events_count");
        assertThat(post(hook, one, "{\"object\": 1, \"entry\": [7%s]}".formatted(", 7".repeat(1_000)))
                        .status())
                .isEqualTo(413);
        assertThat(hook.now().number("data.events_count")).isEqualTo(events);
    }

    @Test
    void what_comes_in_one_post_while_it_is_paused_is_written_down_at_once() {
        var one = signing().skip(2).findFirst().orElseThrow();
        var hook = connect(one);
        api.patch(hook.path(), "{\"status\": \"paused\"}");
        post(hook, one, "{\"object\": 1, \"entry\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]}");
        assertThat(api.get("/api/v1/intake?status=ignored").number("meta.total"))
                .isEqualTo(3);
        var transactions = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(distinct xmin::text) from intake where workspace_id = ? and source_id = ?",
                        workspace.id(),
                        hook.id());
        assertThat(transactions).as("transactions").isEqualTo(1);
    }

    @Test
    void tiktok_may_sign_the_escaped_form_of_what_it_sends() {
        var one = signing().skip(2).findFirst().orElseThrow();
        var hook = connect(one);
        var escaped = TIKTOK.replace("é", "\\u00e9");
        var headers = one.headers(SECRET, escaped, 0);
        assertThat(hook.post(TIKTOK, headers).status()).isEqualTo(200);
        assertThat(hook.lead().get("first_name").asString()).isEqualTo("Zoé");
    }

    @Test
    void a_submission_of_jotform_becomes_a_lead_with_its_answers() {
        var hook = Connected.create(api, "{\"type\": \"jotform\"}");
        var raw = """
                {"slug": "submit/1", "q3_fullName": {"first": "Zoé", "last": "van Dyk"}, "q4_email": "zoe@example.com",
                 "q5_phoneNumber": {"area": "415", "phone": "555-1234"}, "q6_whatDo_you": ["CRM", "Mail"],
                 "q7_address": {"addr_line1": "1 Main St", "city": "Rome", "country": "Italy"}, "q8_date": {"year": "2026", "month": "11", "day": "20"},
                 "timeToSubmit": "12"}""";
        var body = multipart("formID", "241234567890123") + multipart("submissionID", "6089182736455463728")
                + multipart("formTitle", "Contact") + multipart("pretty", "Name:Zoé, Email:zoe@example.com")
                + multipart("rawRequest", raw) + "--line--\r\n";
        var type = Map.of("Content-Type", "multipart/form-data; boundary=line");
        assertThat(hook.post(body, type).status()).isEqualTo(200);
        var lead = hook.lead();
        assertThat(lead.get("first_name").asString()).isEqualTo("Zoé");
        assertThat(lead.get("last_name").asString()).isEqualTo("van Dyk");
        assertThat(lead.get("email").asString()).isEqualTo("zoe@example.com");
        assertThat(lead.get("phone").asString()).isEqualTo("415 555-1234");
        assertThat(lead.get("country").asString()).isEqualTo("Italy");
        assertThat(lead.at("/custom_fields/what_do_you").asString()).isEqualTo("CRM, Mail");
        assertThat(lead.at("/custom_fields/address").asString()).isEqualTo("1 Main St Rome Italy");
        assertThat(lead.at("/custom_fields/date").asString()).isEqualTo("2026-11-20");
        assertThat(lead.at("/custom_fields/jotform_form_id").asString()).isEqualTo("241234567890123");
        assertThat(hook.last().get("external_id").asString()).isEqualTo("6089182736455463728");
        hook.post(body, type);
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
    }

    @Test
    void of_a_form_with_very_many_questions_two_hundred_become_custom_fields() {
        var hook = Connected.create(api, "{\"type\": \"jotform\"}");
        var raw = new StringBuilder("{\"q0_email\": \"zoe@example.com\"");
        for (var question = 1; question <= 1_000; question++) {
            raw.append(", \"q%d_size\": %d".formatted(question, question));
        }
        var body = multipart("submissionID", "1") + multipart("rawRequest", raw + "}") + "--line--\r\n";
        hook.post(body, Map.of("Content-Type", "multipart/form-data; boundary=line"));
        var fields = hook.lead().get("custom_fields");
        assertThat(fields.at("/size").toString()).isEqualTo("1");
        assertThat(fields.at("/size_200").toString()).isEqualTo("200");
        assertThat(fields.has("size_201")).isFalse();
        var asked = Json.MAPPER.createObjectNode();
        var questions = asked.putObject("questions");
        for (var word : new String[] {"Size", "size_2", "Size", "size!", "size_2"}) {
            questions.put("q" + questions.size(), word);
        }
        assertThat(FormAnswers.ownMapping(asked).stream().map(MappingEntry::to))
                .containsExactly(
                        "custom_fields.size",
                        "custom_fields.size_2",
                        "custom_fields.size_3",
                        "custom_fields.size_4",
                        "custom_fields.size_2_2");
    }

    private static String multipart(String name, String value) {
        return "--line\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }
}
