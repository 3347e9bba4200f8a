package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

class ManagePipelinesTest {
    private static final String PATH = "/api/v1/pipelines";

    private final TestServer server = TestServer.get();
    private final ApiClient api = server.newWorkspace().leadHub();

    @Test
    void a_workspace_is_born_with_one() {
        var list = api.get(PATH);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.number("meta.total")).isEqualTo(1);
        assertThat(list.text("data.0.name")).isEqualTo("Sales Pipeline");
        assertThat(list.at("data.0.is_default").asBoolean()).isTrue();
        assertThat(list.at("data.0.description").isNull()).isTrue();
        assertThat(stages(list, "data.0.stages")).containsExactly("New", "Contacted", "Qualified", "Won", "Lost");
        assertThat(list.at("data.0.stages.3.is_won").asBoolean()).isTrue();
        assertThat(list.at("data.0.stages.4.is_lost").asBoolean()).isTrue();
        assertThat(list.at("data.0.stages.2.is_won").asBoolean()).isFalse();
    }

    @Test
    void a_page_of_long_descriptions_comes_whole_and_in_order() {
        var description = "ä".repeat(65_000);
        for (var i = 0; i < 5; i++) {
            var body = "{\"name\": \"Long " + i + "\", \"description\": \"" + description + "\"}";
            assertThat(api.post(PATH, body).status()).isEqualTo(201);
        }
        var list = api.get(PATH);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.headers()).doesNotContainKey("content-length");
        assertThat(list.number("meta.total")).isEqualTo(6);
        assertThat(list.at("data")
                        .valueStream()
                        .map(pipeline -> pipeline.path("name").asString()))
                .containsExactly("Sales Pipeline", "Long 0", "Long 1", "Long 2", "Long 3", "Long 4");
        assertThat(list.text("data.5.description")).isEqualTo(description);
        assertThat(stages(list, "data.5.stages")).hasSize(5);
    }

    @Test
    void members_come_in_the_order_of_the_contract() {
        var list = api.get(PATH);
        assertThat(list.at("data.0").propertyNames())
                .containsExactly(
                        "id", "name", "description", "is_default", "stages", "leads_count", "created_at", "updated_at");
        assertThat(list.at("data.0.stages.0").propertyNames())
                .containsExactly(
                        "id",
                        "pipeline_id",
                        "name",
                        "color",
                        "position",
                        "is_won",
                        "is_lost",
                        "probability",
                        "rotting_days",
                        "leads_count",
                        "created_at",
                        "updated_at");
    }

    @Test
    void one_is_made_with_stages_of_its_own() {
        var made = api.post(PATH, """
                {"name": " Partners ", "description": "", "stages": [
                  {"name": "Second", "position": 2}, {"name": "First", "position": 1, "color": "#AABBCC"},
                  {"name": "Third", "position": "99999999999999999999", "is_won": 1, "is_lost": null}]}
                """);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(server.origin() + PATH + "/" + made.number("data.id"));
        assertThat(made.text("data.name")).isEqualTo("Partners");
        assertThat(made.at("data.description").isNull()).isTrue();
        assertThat(made.at("data.is_default").asBoolean()).isFalse();
        assertThat(stages(made, "data.stages")).containsExactly("First", "Second", "Third");
        assertThat(made.text("data.stages.0.color")).isEqualTo("#AABBCC");
        assertThat(made.text("data.stages.1.color")).isEqualTo("#64748b");
        assertThat(made.at("data.stages.2.is_won").asBoolean()).isTrue();
        assertThat(api.get(PATH + "/" + made.number("data.id")).json()).isEqualTo(made.json());
    }

    @Test
    void all_mistakes_are_told_of_at_once() {
        var answer = api.post(PATH, """
                {"name": null, "description": 5, "is_default": "maybe", "stages": [
                  {"position": 0, "color": "red"}, 7, {"name": "x", "is_won": true, "is_lost": true}]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors.name.0")).isEqualTo("The name field is required.");
        assertThat(answer.text("errors.description.0")).isEqualTo("The description field must be a string.");
        assertThat(answer.text("errors.is_default.0")).isEqualTo("The is default field must be true or false.");
        assertThat(answer.text("errors.stages.0.name.0")).isEmpty();
        assertThat(answer.json().at("/errors/stages.0.name/0").asString())
                .isEqualTo("The stages.0.name field is required.");
        assertThat(answer.json().at("/errors/stages.0.position/0").asString())
                .isEqualTo("The stages.0.position field must be at least 1.");
        assertThat(answer.json().at("/errors").has("stages.0.color")).isTrue();
        assertThat(answer.json().at("/errors").has("stages.1")).isTrue();
        assertThat(answer.json().at("/errors").has("stages.2.is_lost")).isTrue();
        assertThat(api.post(PATH, "{\"name\": \"x\", \"stages\": []}").status()).isEqualTo(422);
        assertThat(api.post(
                                PATH,
                                "{\"name\": \"x\", \"stages\": [" + "{\"name\":\"s\"},".repeat(50)
                                        + "{\"name\":\"s\"}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_update_changes_what_is_sent_and_ignores_stages() {
        var id = make("{\"name\": \"Old\", \"description\": \"Kept\"}");
        var changed = api.patch(PATH + "/" + id, "{\"name\": \"New\", \"stages\": 5}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("data.name")).isEqualTo("New");
        assertThat(changed.text("data.description")).isEqualTo("Kept");
        assertThat(changed.at("data.stages").size()).isEqualTo(5);
        assertThat(api.put(PATH + "/" + id, "{\"description\": null}")
                        .at("data.description")
                        .isNull())
                .isTrue();
        assertThat(api.put(PATH + "/" + id, "{\"name\": \"\"}").text("errors.name.0"))
                .isEqualTo("The name field is required.");
    }

    @Test
    void a_new_default_takes_the_place_of_the_old_one() {
        var first = api.get(PATH).number("data.0.id");
        var second = make("{\"name\": \"Second\", \"is_default\": true}");
        assertThat(defaults()).containsExactly(second);
        assertThat(api.patch(PATH + "/" + first, "{\"is_default\": true}")
                        .at("data.is_default")
                        .asBoolean())
                .isTrue();
        assertThat(defaults()).containsExactly(first);
        assertThat(api.patch(PATH + "/" + first, "{\"is_default\": false}").status())
                .isEqualTo(409);
        assertThat(api.patch(PATH + "/" + first, "{\"is_default\": true}").status())
                .isEqualTo(200);
        assertThat(api.patch(PATH + "/" + second, "{\"is_default\": false}").status())
                .isEqualTo(200);
    }

    @Test
    void the_default_and_one_with_leads_stay() {
        var theDefault = api.get(PATH).number("data.0.id");
        assertThat(api.delete(PATH + "/" + theDefault).text("code")).isEqualTo("CONFLICT");
        var id = make("{\"name\": \"Used\"}");
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"pipeline_id\": " + id + "}");
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(409);
        assertThat(api.get(PATH + "/" + id).number("data.leads_count")).isEqualTo(1);
        assertThat(api.get(PATH + "/" + id).number("data.stages.0.leads_count")).isEqualTo(1);
        assertThat(api.delete("/api/v1/leads/" + lead.number("data.id")).status())
                .isEqualTo(204);
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(PATH).number("meta.total")).isEqualTo(1);
    }

    @Test
    void a_stranger_finds_nothing_before_anything_else_is_said() {
        var id = make("{\"name\": \"Ours\"}");
        var stranger = server.newWorkspace().leadHub();
        assertThat(stranger.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.patch(PATH + "/" + id, "{\"name\": 5}").status()).isEqualTo(404);
        assertThat(stranger.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(PATH + "/" + id + "/stages?page=x").status()).isEqualTo(404);
        assertThat(stranger.post(PATH + "/" + id + "/stages", "{}").status()).isEqualTo(404);
        assertThat(api.get(PATH + "/x").status()).isEqualTo(404);
    }

    @Test
    void a_list_costs_as_many_statements_however_long_it_is() {
        server.pauseJobs();
        try {
            var one = statementsOf(PATH);
            for (var i = 0; i < 3; i++) {
                make("{\"name\": \"P\"}");
            }
            assertThat(statementsOf(PATH)).isEqualTo(one).isEqualTo(5);
        } finally {
            server.resumeJobs();
        }
    }

    /** The fewest of a few tries, for the first one remembers what the others know. */
    private long statementsOf(String path) {
        var sql = server.bean(Sql.class);
        return LongStream.range(0, 5)
                .map(i -> {
                    var before = sql.statementCount();
                    assertThat(api.get(path).status()).isEqualTo(200);
                    return sql.statementCount() - before;
                })
                .min()
                .orElseThrow();
    }

    private long make(String body) {
        var made = api.post(PATH, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private List<Long> defaults() {
        var ids = new ArrayList<Long>();
        api.get(PATH + "?per_page=100").at("data").forEach(pipeline -> {
            if (pipeline.get("is_default").asBoolean()) {
                ids.add(pipeline.get("id").asLong());
            }
        });
        return ids;
    }

    /** The names of stages, after making sure that their positions have no gaps. */
    static List<String> stages(ApiAnswer answer, String path) {
        var names = new ArrayList<String>();
        answer.at(path).forEach(stage -> {
            names.add(stage.get("name").asString());
            assertThat(stage.get("position").asInt()).isEqualTo(names.size());
        });
        return names;
    }
}
