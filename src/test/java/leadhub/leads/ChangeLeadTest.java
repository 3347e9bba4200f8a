package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeLeadTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void what_is_absent_stays_and_null_clears(String method) {
        var made = make("""
                {"first_name": "Sarah", "last_name": "J", "email": "s@example.com", "phone": "1", "company": "C", "job_title": "T",
                 "linkedin_url": "L", "country": "US", "industry": "I", "company_size": "5", "source": "web", "status": "lost",
                 "deal_value": 5, "starred": true, "notes": "N", "custom_fields": {"a": 1}, "tags": ["x"]}
                """);
        var same = send(method, made, "{\"unknown\": 1}");
        assertThat(same.json()).isEqualTo(made.json());
        var cleared = send(method, made, """
                {"last_name": null, "email": "", "phone": " ", "company": null, "job_title": null, "linkedin_url": null, "country": null,
                 "industry": null, "company_size": null, "source": null, "status": null, "deal_value": null, "starred": null,
                 "notes": null, "custom_fields": null, "tags": null}
                """);
        assertThat(cleared.status()).as(cleared.body()).isEqualTo(200);
        for (var field : new String[] {
            "last_name",
            "email",
            "phone",
            "company",
            "job_title",
            "linkedin_url",
            "country",
            "industry",
            "company_size",
            "deal_value",
            "notes"
        }) {
            assertThat(cleared.at("data." + field).isNull()).as(field).isTrue();
        }
        assertThat(cleared.text("data.first_name")).isEqualTo("Sarah");
        assertThat(cleared.text("data.source")).isEqualTo("api");
        assertThat(cleared.text("data.status")).isEqualTo("new");
        assertThat(cleared.at("data.starred").asBoolean()).isFalse();
        assertThat(cleared.at("data.custom_fields").toString()).isEqualTo("{}");
        assertThat(cleared.at("data.tags").toString()).isEqualTo("[]");
        assertThat(api.get(path(made)).json()).isEqualTo(cleared.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"first_name\": null}|first_name|The first name field is required.",
                "{\"first_name\": \" \"}|first_name|The first name field is required.",
                "{\"first_name\": 5}|first_name|The first name field must be a string.",
                "{\"email\": \"a@\"}|email|The email field must be a valid email address.",
                "{\"status\": \"New\"}|status|The selected status is invalid.",
                "{\"starred\": \"maybe\"}|starred|The starred field must be true or false.",
                "{\"tags\": \"a\"}|tags|The tags field must be an array.",
                "{\"tags\": [\"\"]}|tags.0|The tags.0 field is required.",
                "{\"tags\": [\"a\", null]}|tags.1|The tags.1 field is required.",
                "{\"custom_fields\": \"a\"}|custom_fields|The custom fields field must be an array.",
                "{\"custom_fields\": [1]}|custom_fields|The custom fields field must be an array.",
                "{\"pipeline_id\": \"5a\"}|pipeline_id|The pipeline id field must be an integer.",
                "{\"pipeline_id\": 5.5}|pipeline_id|The pipeline id field must be an integer.",
                "{\"pipeline_id\": true}|pipeline_id|The pipeline id field must be an integer.",
                "{\"pipeline_id\": 99999999999999999999999}|pipeline_id|The selected pipeline id is invalid.",
                "{\"pipeline_stage_id\": 999999999}|pipeline_stage_id|The selected pipeline stage id is invalid.",
                "{\"assigned_user_id\": 999999999}|assigned_user_id|The selected assigned user id is invalid."
            })
    void what_is_wrong_is_told_in_laravels_words(String body, String field, String message) {
        var made = make("{\"first_name\": \"A\"}");
        var answer = send("PATCH", made, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.text("message")).isEqualTo("The given data was invalid.");
        assertThat(answer.json().at("/errors/" + field + "/0").asString()).isEqualTo(message);
        assertThat(api.get(path(made)).json()).isEqualTo(made.json());
    }

    @Test
    void lengths_count_code_points() {
        var made = make("{\"first_name\": \"A\"}");
        var face = "\uD83D\uDE00";
        assertThat(send("PATCH", made, "{\"first_name\": \"" + face.repeat(255) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", made, "{\"first_name\": \"" + face.repeat(256) + "\"}")
                        .text("errors.first_name.0"))
                .isEqualTo("The first name field must not be greater than 255 characters.");
        assertThat(send("PATCH", made, "{\"phone\": \"" + "1".repeat(51) + "\"}")
                        .text("errors.phone.0"))
                .isEqualTo("The phone field must not be greater than 50 characters.");
        assertThat(send("PATCH", made, "{\"notes\": \"" + "é".repeat(65_535) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", made, "{\"notes\": \"" + "é".repeat(65_536) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(send("PATCH", made, "{\"tags\": [\"" + face.repeat(50) + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", made, "{\"tags\": [\"" + face.repeat(51) + "\"]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_lead_of_another_workspace_does_not_exist() {
        var made = make("{\"first_name\": \"A\"}");
        var stranger = server.newWorkspace().leadHub();
        assertThat(stranger.get(path(made)).status()).isEqualTo(404);
        assertThat(stranger.patch(path(made), "{\"first_name\": \"B\"}").status())
                .isEqualTo(404);
        assertThat(stranger.delete(path(made)).status()).isEqualTo(404);
        assertThat(stranger.post(path(made) + "/tags", "{\"tag\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(api.get(path(made)).json()).isEqualTo(made.json());
        for (var id : new String[] {"x", "1x", "-1", "0", "1.0", "99999999999999999999", "%31"}) {
            assertThat(api.get(LEADS + "/" + id).status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void a_deleted_lead_is_gone() {
        var made = make("{\"first_name\": \"A\", \"tags\": [\"x\"]}");
        var deleted = api.delete(path(made));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(api.get(path(made)).status()).isEqualTo(404);
        assertThat(api.delete(path(made)).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/tags").number("data.0.leads_count")).isZero();
    }

    @Nested
    class CustomFieldsOfALead {
        @Test
        void are_merged_and_null_removes_one() {
            var made = make(
                    "{\"first_name\": \"A\", \"custom_fields\": {\"a\": \"1\", \"b\": {\"c\": [1, 2.50]}, \"gone\": null}}");
            assertThat(made.at("data.custom_fields").toString()).isEqualTo("{\"a\":\"1\",\"b\":{\"c\":[1,2.50]}}");
            var merged = send("PATCH", made, "{\"custom_fields\": {\"a\": null, \"d\": true, \"b\": {\"x\": 1}}}");
            assertThat(merged.at("data.custom_fields").toString()).isEqualTo("{\"b\":{\"x\":1},\"d\":true}");
            assertThat(send("PATCH", made, "{\"custom_fields\": []}").at("data.custom_fields"))
                    .isEqualTo(merged.at("data.custom_fields"));
            assertThat(send("PATCH", made, "{\"custom_fields\": {}}").at("data.custom_fields"))
                    .isEqualTo(merged.at("data.custom_fields"));
            assertThat(send("PATCH", made, "{\"custom_fields\": null}")
                            .at("data.custom_fields")
                            .toString())
                    .isEqualTo("{}");
        }

        @Test
        void have_room_for_64_kib_after_the_merge() {
            var made = make("{\"first_name\": \"A\", \"custom_fields\": {\"a\": \"" + "x".repeat(40_000) + "\"}}");
            // {"a":"…","b":"…"} is 15 bytes around the values.
            var most = 65_536 - 40_000 - 15;
            assertThat(send("PATCH", made, "{\"custom_fields\": {\"b\": \"" + "x".repeat(most + 1) + "\"}}")
                            .status())
                    .isEqualTo(422);
            assertThat(send("PATCH", made, "{\"custom_fields\": {\"b\": \"" + "x".repeat(most) + "\"}}")
                            .status())
                    .isEqualTo(200);
            assertThat(send("PATCH", made, "{\"custom_fields\": {\"a\": null, \"c\": \"" + "é".repeat(15_000) + "\"}}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ValueOfALead {
        @ParameterizedTest
        @CsvSource({
            "0,0",
            "0.5,0.5",
            "1000,1000",
            "1000.50,1000.5",
            "\"12.34\",12.34",
            "9999999999999.99,9999999999999.99",
            "1e3,1000",
            "100.000,100",
            "\"100\",100"
        })
        void is_a_number_with_two_decimals(String sent, String printed) {
            var made = make("{\"first_name\": \"A\", \"deal_value\": " + sent.replace('\'', '"') + "}");
            assertThat(made.at("data.deal_value").isNumber()).isTrue();
            assertThat(made.at("data.deal_value").toString()).isEqualTo(printed);
            assertThat(api.get(path(made)).at("data.deal_value").toString()).isEqualTo(printed);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "10000000000000", "1.005", "\"x\"", "true", "[]", "1e400", "1e-400", "\"1e3\""})
        void is_refused_where_it_is_none(String sent) {
            assertThat(api.post(LEADS, "{\"first_name\": \"A\", \"deal_value\": " + sent + "}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class PlaceInAPipeline {
        @Test
        void is_the_first_stage_of_the_default_pipeline_unless_said_otherwise() {
            var standard = api.get("/api/v1/pipelines").at("data.0");
            var other = api.post("/api/v1/pipelines", "{\"name\": \"P\"}").at("data");
            assertPlace(make("{\"first_name\": \"A\"}"), standard, 0, "new");
            assertPlace(
                    make("{\"first_name\": \"A\", \"pipeline_id\": null, \"pipeline_stage_id\": null}"),
                    standard,
                    0,
                    "new");
            assertPlace(make("{\"first_name\": \"A\", \"pipeline_id\": " + other.at("/id") + "}"), other, 0, "new");
            assertPlace(
                    make("{\"first_name\": \"A\", \"pipeline_stage_id\": \"" + other.at("/stages/2/id") + "\"}"),
                    other,
                    2,
                    "new");
            assertPlace(
                    make("{\"first_name\": \"A\", \"pipeline_stage_id\": " + other.at("/stages/3/id") + "}"),
                    other,
                    3,
                    "converted");
            assertPlace(
                    make("{\"first_name\": \"A\", \"status\": \"contacted\", \"pipeline_stage_id\": "
                            + other.at("/stages/4/id") + "}"),
                    other,
                    4,
                    "contacted");
            var wrong = api.post(
                    LEADS,
                    "{\"first_name\": \"A\", \"pipeline_id\": %s, \"pipeline_stage_id\": %s}"
                            .formatted(standard.at("/id"), other.at("/stages/0/id")));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text("errors.pipeline_stage_id.0"))
                    .isEqualTo("The selected pipeline stage id is invalid.");
        }

        @Test
        void moves_and_takes_the_status_along() {
            var standard = api.get("/api/v1/pipelines").at("data.0");
            var other = api.post("/api/v1/pipelines", "{\"name\": \"P\"}").at("data");
            var lead = make("{\"first_name\": \"A\", \"status\": \"qualified\"}");
            assertPlace(move(lead, standard, 1), standard, 1, "qualified");
            assertPlace(move(lead, standard, 3), standard, 3, "converted");
            assertPlace(move(lead, standard, 1), standard, 1, "converted");
            assertPlace(move(lead, other, 4), other, 4, "lost");
            assertPlace(send("PATCH", lead, "{\"status\": \"new\"}"), other, 4, "new");
            assertPlace(
                    send("PATCH", lead, "{\"pipeline_stage_id\": %s}".formatted(other.at("/stages/4/id"))),
                    other,
                    4,
                    "new");
            assertPlace(send("PATCH", lead, "{\"pipeline_id\": %s}".formatted(other.at("/id"))), other, 4, "new");
            assertPlace(
                    send(
                            "PATCH",
                            lead,
                            "{\"status\": \"contacted\", \"pipeline_stage_id\": %s}"
                                    .formatted(other.at("/stages/3/id"))),
                    other,
                    3,
                    "contacted");
            assertPlace(send("PATCH", lead, "{\"pipeline_stage_id\": null}"), other, 0, "contacted");
            assertPlace(
                    send("PATCH", lead, "{\"pipeline_id\": %s}".formatted(standard.at("/id"))),
                    standard,
                    0,
                    "contacted");
            assertPlace(move(lead, other, 2), other, 2, "contacted");
            assertPlace(send("PATCH", lead, "{\"pipeline_id\": null}"), standard, 0, "contacted");
            assertPlace(send("PATCH", lead, "{\"status\": \"won\"}"), standard, 0, "converted");
        }

        @Test
        void is_taken_along_when_its_stage_is_deleted() {
            var standard = api.get("/api/v1/pipelines").at("data.0");
            var lead = make("{\"first_name\": \"A\"}");
            var stages = "/api/v1/pipelines/" + standard.at("/id") + "/stages/";
            assertThat(api.delete(stages + standard.at("/stages/0/id")).status())
                    .isEqualTo(409);
            assertThat(api.delete(stages + standard.at("/stages/0/id") + "?move_to=" + standard.at("/stages/3/id"))
                            .status())
                    .isEqualTo(204);
            assertPlace(api.get(path(lead)), standard, 3, "converted");
        }

        private ApiAnswer move(ApiAnswer lead, tools.jackson.databind.JsonNode pipeline, int stage) {
            return send("PUT", lead, "{\"pipeline_stage_id\": %s}".formatted(pipeline.at("/stages/" + stage + "/id")));
        }

        private void assertPlace(ApiAnswer lead, tools.jackson.databind.JsonNode pipeline, int stage, String status) {
            assertThat(lead.status()).as(lead.body()).isIn(200, 201);
            assertThat(lead.at("data.pipeline_id")).isEqualTo(pipeline.at("/id"));
            assertThat(lead.at("data.pipeline_stage_id")).isEqualTo(pipeline.at("/stages/" + stage + "/id"));
            assertThat(lead.text("data.status")).isEqualTo(status);
        }
    }

    @Nested
    class OwnerOfALead {
        @Test
        void stays_by_id_when_removed_but_is_not_assigned_anew() {
            var user = api.post("/api/v1/users", "{\"name\": \"U\", \"email\": \"u@example.com\"}")
                    .number("data.id");
            var lead = make("{\"first_name\": \"A\", \"assigned_user_id\": " + user + "}");
            assertThat(api.delete("/api/v1/users/" + user).status()).isEqualTo(204);
            assertThat(api.get(path(lead)).number("data.assigned_user_id")).isEqualTo(user);
            assertThat(send("PATCH", lead, "{\"notes\": \"x\"}").number("data.assigned_user_id"))
                    .isEqualTo(user);
            assertThat(send("PATCH", lead, "{\"assigned_user_id\": " + user + "}")
                            .status())
                    .isEqualTo(200);
            assertThat(api.post(LEADS, "{\"first_name\": \"B\", \"assigned_user_id\": " + user + "}")
                            .status())
                    .isEqualTo(422);
            assertThat(send("PATCH", lead, "{\"assigned_user_id\": null}")
                            .at("data.assigned_user_id")
                            .isNull())
                    .isTrue();
            assertThat(send("PATCH", lead, "{\"assigned_user_id\": " + user + "}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class TagsOfALead {
        @Test
        void are_replaced_in_the_order_they_are_sent() {
            var lead = make("{\"first_name\": \"A\", \"tags\": [\"b\", \"a\", \"B\"]}");
            assertThat(lead.at("data.tags").toString()).isEqualTo("[\"b\",\"a\"]");
            assertThat(send("PATCH", lead, "{\"tags\": [\"c\", \"A\"]}")
                            .at("data.tags")
                            .toString())
                    .isEqualTo("[\"c\",\"a\"]");
            assertThat(send("PATCH", lead, "{\"tags\": [\"a\", \"c\"]}")
                            .at("data.tags")
                            .toString())
                    .isEqualTo("[\"a\",\"c\"]");
            assertThat(send("PATCH", lead, "{\"tags\": []}").at("data.tags").toString())
                    .isEqualTo("[]");
            assertThat(api.get("/api/v1/tags")
                            .at("data")
                            .valueStream()
                            .map(tag -> tag.at("/name").asString()))
                    .containsExactlyInAnyOrder("a", "b", "c");
        }

        @Test
        void are_added_and_removed_one_by_one() {
            var lead = make("{\"first_name\": \"A\"}");
            for (var i = 0; i < 2; i++) {
                var tagged = api.post(path(lead) + "/tags", "{\"tag\": \" VIP/a b \"}");
                assertThat(tagged.status()).isEqualTo(200);
                assertThat(tagged.at("data.tags").toString()).isEqualTo("[\"VIP/a b\"]");
            }
            assertThat(api.post(path(lead) + "/tags", "{\"tag\": \"vip/A B\"}").at("data.tags"))
                    .hasSize(1);
            assertThat(api.post(path(lead) + "/tags", "{}").text("errors.tag.0"))
                    .isEqualTo("The tag field is required.");
            assertThat(api.post(path(lead) + "/tags", "{\"tag\": [\"a\"]}").status())
                    .isEqualTo(422);
            api.post(path(lead) + "/tags", "{\"tag\": \"größe+%\"}");
            assertThat(api.delete(path(lead) + "/tags/none").status()).isEqualTo(404);
            assertThat(api.delete(path(lead) + "/tags/vip%2Fa%20b").status()).isEqualTo(204);
            assertThat(api.delete(path(lead) + "/tags/VIP%2Fa%20b").status()).isEqualTo(404);
            assertThat(api.delete(path(lead) + "/tags/GR%C3%96%C3%9FE+%25").status())
                    .isEqualTo(204);
            assertThat(api.get(path(lead)).at("data.tags").toString()).isEqualTo("[]");
        }

        @Test
        void are_a_hundred_at_most() {
            var names = new StringBuilder();
            for (var i = 0; i < 100; i++) {
                names.append(i == 0 ? "" : ",").append("\"t").append(i).append('"');
            }
            var lead = make("{\"first_name\": \"A\", \"tags\": [" + names + "]}");
            assertThat(lead.at("data.tags")).hasSize(100);
            assertThat(api.post(path(lead) + "/tags", "{\"tag\": \"T7\"}").status())
                    .isEqualTo(200);
            assertThat(api.post(path(lead) + "/tags", "{\"tag\": \"more\"}").status())
                    .isEqualTo(422);
            assertThat(send("PATCH", lead, "{\"tags\": [" + names + ",\"more\"]}")
                            .text("errors.tags.0"))
                    .isEqualTo("The tags field must not have more than 100 items.");
        }

        @Test
        void change_their_name_with_the_tag_and_go_with_it() {
            var lead = make("{\"first_name\": \"A\", \"tags\": [\"a\", \"b\"]}");
            var tags = api.get("/api/v1/tags").at("data");
            api.patch("/api/v1/tags/" + tags.at("/0/id"), "{\"name\": \"A2\"}");
            assertThat(api.get(path(lead)).at("data.tags"))
                    .extracting(tag -> tag.asString())
                    .containsExactlyInAnyOrder("A2", "b");
            api.delete("/api/v1/tags/" + tags.at("/0/id"));
            assertThat(api.get(path(lead)).at("data.tags").toString()).isEqualTo("[\"b\"]");
        }
    }

    private ApiAnswer make(String body) {
        var made = api.post(LEADS, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private ApiAnswer send(String method, ApiAnswer lead, String body) {
        return api.send(method, path(lead), body);
    }

    private static String path(ApiAnswer lead) {
        return LEADS + "/" + lead.number("data.id");
    }
}
