package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

class ManageStagesTest {
    private static final String PIPELINES = "/api/v1/pipelines/";

    private final TestServer server = TestServer.get();
    private final ApiClient api = server.newWorkspace().leadHub();
    private final long pipeline = make("A", "B", "C");
    private final String path = PIPELINES + pipeline + "/stages";

    @Test
    void a_stage_is_inserted_where_it_is_wanted() {
        var made = api.post(path, "{\"name\": \"X\", \"position\": 2, \"is_lost\": true}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(server.origin() + path + "/" + made.number("data.id"));
        assertThat(made.number("data.position")).isEqualTo(2);
        assertThat(made.number("data.pipeline_id")).isEqualTo(pipeline);
        assertThat(order()).containsExactly("A", "X", "B", "C");
        assertThat(api.get(path + "/" + made.number("data.id")).json()).isEqualTo(made.json());
        assertThat(api.post(path, "{\"name\": \"Y\"}").number("data.position")).isEqualTo(5);
        assertThat(api.post(path, "{\"name\": \"Z\", \"position\": 1e300}").number("data.position"))
                .isEqualTo(6);
        assertThat(api.post(path, "{\"name\": \"N\", \"position\": -1}").text("errors.position.0"))
                .isEqualTo("The position field must be at least 1.");
    }

    @Test
    void a_stage_moves() {
        assertThat(api.patch(stage("A"), "{\"position\": 3}").number("data.position"))
                .isEqualTo(3);
        assertThat(order()).containsExactly("B", "C", "A");
        api.patch(stage("C"), "{\"position\": 1}");
        assertThat(order()).containsExactly("C", "B", "A");
        api.patch(stage("C"), "{\"position\": 2, \"name\": \"D\"}");
        assertThat(order()).containsExactly("B", "D", "A");
        api.patch(stage("B"), "{\"name\": \"E\", \"color\": null}");
        assertThat(order()).containsExactly("E", "D", "A");
    }

    @Test
    void a_stage_is_not_both_won_and_lost() {
        assertThat(api.patch(stage("A"), "{\"is_won\": true}").status()).isEqualTo(200);
        var refused = api.patch(stage("A"), "{\"is_lost\": true, \"name\": \"\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors").propertyNames()).containsExactlyInAnyOrder("is_lost", "name");
        assertThat(api.patch(stage("A"), "{\"is_lost\": true, \"is_won\": false}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_last_stage_and_one_with_leads_stay() {
        lead("A");
        assertThat(api.delete(stage("A")).status()).isEqualTo(409);
        assertThat(api.delete(stage("B")).status()).isEqualTo(204);
        assertThat(order()).containsExactly("A", "C");
        assertThat(api.delete(stage("C")).status()).isEqualTo(204);
        assertThat(api.delete(stage("A")).status()).isEqualTo(409);
        assertThat(order()).containsExactly("A");
    }

    @Test
    void its_leads_move_before_it_goes() {
        var lead = lead("A");
        api.patch(stage("C"), "{\"is_won\": true}");
        var own = stage("A").substring(path.length() + 1);
        var foreign = api.get(PIPELINES + make("Q")).number("data.stages.0.id");
        for (var bad : List.of(own, Long.toString(foreign), "999999999999", "x", "999999999999999999999")) {
            var refused = api.delete(stage("A") + "?move_to=" + bad);
            assertThat(refused.status()).as(bad).isEqualTo(422);
            assertThat(refused.at("errors").has("move_to")).isTrue();
        }
        var target = stage("C").substring(path.length() + 1);
        assertThat(api.delete(stage("A") + "?move_to=" + target).status()).isEqualTo(204);
        assertThat(order()).containsExactly("B", "C");
        var moved = api.get("/api/v1/leads/" + lead);
        assertThat(moved.text("data.pipeline_stage_id")).isEqualTo(target);
        assertThat(moved.text("data.status")).isEqualTo("converted");
        assertThat(api.get(path).number("data.1.leads_count")).isEqualTo(1);
    }

    @Test
    void a_stage_of_another_pipeline_is_not_found() {
        var other = PIPELINES + make("Q") + "/stages/" + stage("A").substring(path.length() + 1);
        assertThat(api.get(other).status()).isEqualTo(404);
        assertThat(api.patch(other, "{\"name\": 5}").status()).isEqualTo(404);
        assertThat(api.delete(other + "?move_to=x").status()).isEqualTo(404);
    }

    @Test
    void a_list_pages() {
        var list = api.get(path + "?per_page=2&page=2");
        assertThat(list.text("data.0.name")).isEqualTo("C");
        assertThat(list.number("meta.total")).isEqualTo(3);
        assertThat(list.text("links.prev")).isEqualTo(server.origin() + path + "?per_page=2&page=1");
        assertThat(api.get(path + "?page=0").status()).isEqualTo(422);
    }

    private List<String> order() {
        return ManagePipelinesTest.stages(api.get(path), "data");
    }

    private String stage(String name) {
        for (var stage : api.get(path).at("data")) {
            if (stage.get("name").asString().equals(name)) {
                return path + "/" + stage.get("id").asLong();
            }
        }
        throw new AssertionError("No stage " + name);
    }

    private long lead(String stage) {
        var id = stage(stage).substring(path.length() + 1);
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"pipeline_stage_id\": " + id + "}")
                .number("data.id");
    }

    private long make(String... stages) {
        var list = List.of(stages).stream().map("{\"name\": \"%s\"}"::formatted).toList();
        return api.post("/api/v1/pipelines", "{\"name\": \"P\", \"stages\": [" + String.join(",", list) + "]}")
                .number("data.id");
    }
}
