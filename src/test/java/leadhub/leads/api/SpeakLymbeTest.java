package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakLymbeTest {
    private static final String LEADS = "/api/v1/leads";
    private static final String BOT = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient lymbe = workspace.lymbe();
    private final ApiClient leadHub = workspace.leadHub();

    @Test
    void a_lead_is_spelled_as_the_reference_spells_it() {
        var made = lymbe.post(LEADS, """
                {"name": "Max Mustermann", "email": "max@example.com", "phone": "+49 170 9876543", "company": "Beispiel AG",
                 "message": "Interesse am Pro-Plan", "botId": "%s", "tags": ["b", "a", "B"]}
                """.formatted(BOT));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEmpty();
        assertThat(made.at("lead").propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "email",
                        "phone",
                        "company",
                        "message",
                        "botId",
                        "conversationId",
                        "source",
                        "status",
                        "tags",
                        "createdAt",
                        "updatedAt");
        assertThat(made.text("lead.id")).matches("lead_[A-Za-z0-9]+");
        assertThat(made.text("lead.phone")).isEqualTo("+49 170 9876543");
        assertThat(made.text("lead.message")).isEqualTo("Interesse am Pro-Plan");
        assertThat(made.text("lead.botId")).isEqualTo(BOT);
        assertThat(made.at("lead.conversationId").isNull()).isTrue();
        assertThat(made.text("lead.source")).isEqualTo("api");
        assertThat(made.text("lead.status")).isEqualTo("new");
        assertThat(made.at("lead.tags").toString()).isEqualTo("[\"b\",\"a\"]");
        assertThat(made.text("lead.createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        var listed = lymbe.get(LEADS);
        assertThat(listed.at("leads.0")).isEqualTo(made.at("lead"));
        assertThat(listed.at("pagination").toString())
                .isEqualTo("{\"total\":1,\"limit\":20,\"offset\":0,\"hasMore\":false}");
        var same = leadHub.get(LEADS).at("data.0");
        assertThat(same.at("/first_name").asString()).isEqualTo("Max");
        assertThat(same.at("/last_name").asString()).isEqualTo("Mustermann");
        assertThat(same.at("/notes").asString()).isEqualTo("Interesse am Pro-Plan");
        assertThat(same.at("/company").asString()).isEqualTo("Beispiel AG");
    }

    @Test
    void absent_members_are_null_and_no_tags_are_an_empty_list() {
        var made = lymbe.post(LEADS, "{\"name\": \"Max\", \"email\": \"max@example.com\"}");
        for (var field : List.of("phone", "company", "message", "botId", "conversationId")) {
            assertThat(made.at("lead." + field).isNull()).as(field).isTrue();
        }
        assertThat(made.at("lead.tags").toString()).isEqualTo("[]");
    }

    @Test
    void empty_texts_stay_empty_and_nothing_is_trimmed() {
        var made = lymbe.post(
                LEADS,
                "{\"name\": \" \", \"email\": \"max@example.com\", \"phone\": \"\", \"company\": \" C \", \"message\": \"\"}");
        assertThat(made.text("lead.name")).isEqualTo(" ");
        assertThat(made.at("lead.phone").toString()).isEqualTo("\"\"");
        assertThat(made.at("lead.company").toString()).isEqualTo("\" C \"");
        assertThat(made.at("lead.message").toString()).isEqualTo("\"\"");
        assertThat(leadHub.get(LEADS).at("data.0.first_name").toString()).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max", "Max Mustermann", "Max von  Mustermann", "Max ", " Max", "  ", "王伟", "a b c "})
    void a_name_comes_back_as_it_was_sent(String name) {
        assertThat(lymbe.post(LEADS, "{\"name\": \"%s\", \"email\": \"m@example.com\"}".formatted(name))
                        .text("lead.name"))
                .isEqualTo(name);
        assertThat(lymbe.get(LEADS).text("leads.0.name")).isEqualTo(name);
    }

    @Test
    void a_lead_without_a_name_is_shown_by_its_e_mail() {
        leadHub.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"email\": \"in@example.com\"}");
        assertThat(lymbe.get(LEADS).text("leads.0.name")).isEqualTo("in@example.com");
        leadHub.post(
                LEADS, "{\"first_name\": \"Sarah\", \"last_name\": \"J\", \"source\": \"web\", \"status\": \"won\"}");
        assertThat(lymbe.get(LEADS).text("leads.0.name")).isEqualTo("Sarah J");
        assertThat(lymbe.get(LEADS).text("leads.0.source")).isEqualTo("web");
        assertThat(lymbe.get(LEADS).text("leads.0.status")).isEqualTo("converted");
        assertThat(lymbe.get(LEADS).at("leads.0.email").isNull()).isTrue();
    }

    @Test
    void the_same_lead_is_created_anew_each_time() {
        for (var i = 0; i < 2; i++) {
            lymbe.post(LEADS, "{\"name\": \"Max\", \"email\": \"max@example.com\"}");
        }
        assertThat(lymbe.get(LEADS).number("pagination.total")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\": \"\", \"email\": \"a@example.com\"}|name",
                "{\"name\": null, \"email\": \"a@example.com\"}|name",
                "{\"name\": 5, \"email\": \"a@example.com\"}|name",
                "{\"name\": \"A\"}|email",
                "{\"name\": \"A\", \"email\": \"\"}|email",
                "{\"name\": \"A\", \"email\": \"a@b\"}|email",
                "{\"name\": \"A\", \"email\": \" a@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"ä@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"a..b@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \".a@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"a.@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"a'@example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"a@-example.com\"}|email",
                "{\"name\": \"A\", \"email\": \"a@example.c\"}|email",
                "{\"name\": \"A\", \"email\": \"a@example.c0m\"}|email",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"phone\": null}|phone",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"phone\": 5}|phone",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"company\": null}|company",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"message\": null}|message",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"message\": [\"a\"]}|message",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"botId\": null}|botId",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"botId\": \"\"}|botId",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"botId\": \"bot_xyz789\"}|botId",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"botId\": \"{a1b2c3d4-e5f6-7890-abcd-ef1234567890}\"}|botId",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"tags\": null}|tags",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"tags\": \"a\"}|tags",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"tags\": {}}|tags",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"tags\": [\"a\", null]}|tags.1",
                "{\"name\": \"A\", \"email\": \"a@example.com\", \"tags\": [5]}|tags.0"
            })
    void what_the_schema_refuses_is_refused(String body, String path) {
        var answer = lymbe.post(LEADS, body);
        assertInvalid(answer);
        assertThat(answer.at("error.details")
                        .valueStream()
                        .map(detail -> detail.at("/path").asString()))
                .contains(path);
        assertThat(lymbe.get(LEADS).number("pagination.total")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com",
                "A.B+c-d_e@Example.CO.uk",
                "'a@example.com",
                "-@a.bc",
                "a@1.com",
                "a@a-.com",
                "1@example.com"
            })
    void what_zod_takes_for_an_e_mail_is_taken(String email) {
        assertThat(lymbe.post(LEADS, "{\"name\": \"A\", \"email\": \"%s\"}".formatted(email))
                        .text("lead.email"))
                .isEqualTo(email);
    }

    @Test
    void lengths_count_utf_16_units() {
        var face = "\uD83D\uDE00";
        for (var field : List.of("name|200", "phone|50", "company|200", "message|5000")) {
            var name = field.substring(0, field.indexOf('|'));
            var most = Integer.parseInt(field.substring(field.indexOf('|') + 1));
            assertThat(send(name, "\"" + face.repeat(most / 2) + "\"").status())
                    .as(name)
                    .isEqualTo(201);
            assertInvalid(send(name, "\"" + face.repeat(most / 2) + "x\""));
            assertThat(send(name, "\"" + "x".repeat(most) + "\"").status()).isEqualTo(201);
        }
        assertThat(send("tags", "[\"" + face.repeat(25) + "\"]").status()).isEqualTo(201);
        assertInvalid(send("tags", "[\"" + face.repeat(25) + "x\"]"));
        assertThat(send("tags", "[" + "\"a\",".repeat(19) + "\"\"]").status()).isEqualTo(201);
        assertInvalid(send("tags", "[" + "\"a\",".repeat(20) + "\"b\"]"));
        assertThat(send("botId", "\"00000000-0000-0000-0000-000000000000\"").status())
                .isEqualTo(201);
        assertThat(send("botId", "\"A1B2C3D4-E5F6-7890-ABCD-EF1234567890\"").text("lead.botId"))
                .isEqualTo("A1B2C3D4-E5F6-7890-ABCD-EF1234567890");
        assertThat(send("unknown", "{\"x\": 1}").at("lead.unknown").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "null", "5", "\"x\"", "{", "", "{\"name\": \"A\\u0000\", \"email\": \"a@example.com\"}"})
    void no_object_is_refused_in_lymbes_shape(String body) {
        assertInvalid(lymbe.post(LEADS, body));
    }

    @Test
    void the_list_takes_limit_and_offset() {
        for (var i = 0; i < 5; i++) {
            lymbe.post(LEADS, "{\"name\": \"L%d\", \"email\": \"a@example.com\"}".formatted(i));
        }
        var page = lymbe.get(LEADS + "?limit=2&offset=1");
        assertThat(page.at("leads").valueStream().map(lead -> lead.at("/name").asString()))
                .containsExactly("L3", "L2");
        assertThat(page.at("pagination").toString())
                .isEqualTo("{\"total\":5,\"limit\":2,\"offset\":1,\"hasMore\":true}");
        assertThat(lymbe.get(LEADS + "?limit=2&offset=3")
                        .at("pagination.hasMore")
                        .asBoolean())
                .isFalse();
        assertThat(lymbe.get(LEADS + "?limit=2&offset=4").at("leads")).hasSize(1);
        assertThat(lymbe.get(LEADS + "?offset=5").at("pagination").toString())
                .isEqualTo("{\"total\":5,\"limit\":20,\"offset\":5,\"hasMore\":false}");
        assertThat(lymbe.get(LEADS + "?limit=100&page=2&per_page=1&status=lost").at("leads"))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1.5",
                "limit=1e1",
                "limit=%201",
                "limit=0x10",
                "offset=-1",
                "offset=",
                "offset=x",
                "offset=1.0",
                "from=yesterday",
                "to=2026-02-30",
                "botId=bot_xyz789",
                "botId=1",
                "limit[]=1",
                "from=2026-13-01"
            })
    void a_bad_query_is_refused(String query) {
        var answer = lymbe.get(LEADS + "?" + query);
        assertInvalid(answer);
        assertThat(answer.text("error.details.0.path")).isEqualTo(query.replaceFirst("[\\[=].*", ""));
    }

    @Test
    void times_are_inclusive_and_a_date_alone_includes_its_day() {
        lymbe.post(LEADS, "{\"name\": \"A\", \"email\": \"a@example.com\"}");
        for (var table : List.of("leads", "lead_search")) {
            server.bean(Sql.class)
                    .update(
                            workspace.id(),
                            "update " + table + " set created_at = '2026-03-18 11:00:00.25+00' where workspace_id = ?",
                            workspace.id());
        }
        for (var query : List.of(
                "from=2026-03-18",
                "from=2026-03-18T11:00:00.250Z",
                "from=2026-03-18T11:00:00Z",
                "to=2026-03-18",
                "to=2026-03-18T11:00:00.25Z",
                "to=2026-03-18T11:00:01Z",
                "from=2026-03-18&to=2026-03-18",
                "from=2026-03-18T12:00:00+01:00",
                "from=&to=&botId=&search=",
                "from=2026-02-16T10:00:00.123Z")) {
            assertThat(lymbe.get(LEADS + "?" + query).number("pagination.total"))
                    .as(query)
                    .isEqualTo(1);
        }
        for (var query : List.of(
                "from=2026-03-19", "from=2026-03-18T11:00:00.251Z", "to=2026-03-17", "to=2026-03-18T11:00:00Z")) {
            assertThat(lymbe.get(LEADS + "?" + query).number("pagination.total"))
                    .as(query)
                    .isZero();
        }
    }

    @Test
    void the_bot_is_a_filter() {
        send("botId", "\"" + BOT + "\"");
        send("phone", "\"1\"");
        assertThat(lymbe.get(LEADS + "?botId=" + BOT).number("pagination.total"))
                .isEqualTo(1);
        assertThat(lymbe.get(LEADS + "?botId=00000000-0000-0000-0000-000000000000")
                        .number("pagination.total"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/leads/1", "/api/v1/tags", "/api/v1/x", "/api/v2/leads"})
    void other_paths_are_not_found_in_lymbes_shape(String path) {
        var answer = lymbe.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("error.code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void either_kind_of_key_works_in_either_header_and_both_together_are_lymbe() {
        assertThat(lymbe.with("Authorization", "Bearer nonsense")
                        .get(LEADS)
                        .at("leads")
                        .isArray())
                .isTrue();
        var nobody = ApiClient.lymbe(server.origin(), "lymbe_sk_nobody").get(LEADS);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.text("error.code")).isEqualTo("UNAUTHORIZED");
        var secret = workspace.secret(java.util.EnumSet.allOf(leadhub.api.Scope.class), 100, null);
        assertThat(ApiClient.lymbe(server.origin(), secret.replace("lh_", "lymbe_sk_"))
                        .get(LEADS)
                        .status())
                .isEqualTo(401);
        var wrong = lymbe.put(LEADS, "{}");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.text("error.code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(wrong.header("Allow")).contains("GET", "POST");
    }

    private ApiAnswer send(String field, String value) {
        var others = field.equals("name") ? "" : "\"name\": \"A\", ";
        return lymbe.post(LEADS, "{" + others + "\"email\": \"a@example.com\", \"" + field + "\": " + value + "}");
    }

    private static void assertInvalid(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error.code")).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.at("error.details").isArray()).isTrue();
    }
}
