package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.Together;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ChangePipelinesTogetherTest {
    private final TestServer server = TestServer.get();

    @Test
    void the_default_that_many_change_at_once_is_exactly_one() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var ids = Together.times(
                4, i -> api.post("/api/v1/pipelines", "{\"name\": \"P\"}").number("data.id"));
        var answers = Together.times(60, i -> {
            var client = workspace.either(api, i);
            return switch (i % 5) {
                case 0 -> client.post("/api/v1/pipelines", "{\"name\": \"N\", \"is_default\": true}");
                case 1 -> client.post("/api/v1/leads", "{\"first_name\": \"A\"}");
                case 2 -> client.delete("/api/v1/pipelines/" + ids.get(i % 4));
                default ->
                    client.patch("/api/v1/pipelines/" + ids.get(i % 4), "{\"is_default\": true, \"name\": \"Q\"}");
            };
        });
        assertNoFault(answers);
        for (var i = 1; i < 60; i += 5) {
            assertThat(answers.get(i).status()).as(answers.get(i).body()).isEqualTo(201);
        }
        assertThat(api.get("/api/v1/pipelines?per_page=100")
                        .at("data")
                        .valueStream()
                        .filter(pipeline -> pipeline.at("/is_default").asBoolean()))
                .hasSize(1);
    }

    @RepeatedTest(3)
    void stages_that_are_moved_made_and_deleted_at_once_keep_their_places_without_gaps() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var path = stages(api);
        var ids = idsOf(api, path);
        var answers = Together.times(60, i -> {
            var client = workspace.either(api, i);
            var stage = path + "/" + ids.get(i % ids.size());
            return switch (i % 4) {
                case 0 -> client.post(path, "{\"name\": \"S\", \"position\": %d}".formatted(1 + i % 7));
                case 1 -> client.patch(stage, "{\"position\": %d}".formatted(1 + i % 6));
                case 2 -> client.put(stage, "{\"position\": null, \"name\": \"Last\"}");
                default -> i % 3 == 0 ? client.delete(stage) : client.get(path);
            };
        });
        assertNoFault(answers);
        var left = api.get(path + "?per_page=100").at("data");
        assertThat(left.valueStream().map(stage -> stage.at("/position").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, left.size()).boxed().toList());
    }

    @RepeatedTest(3)
    void a_stage_that_is_deleted_while_leads_come_in_and_move_loses_none() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var path = stages(api);
        var ids = idsOf(api, path);
        var leads = Together.times(
                10, i -> api.post("/api/v1/leads", "{\"first_name\": \"A\"}").number("data.id"));
        var answers = Together.times(60, i -> {
            var client = workspace.either(api, i);
            return switch (i % 6) {
                case 0 -> client.post("/api/v1/leads", "{\"first_name\": \"B\"}");
                case 1 ->
                    client.post(
                            "/api/v1/leads",
                            "{\"first_name\": \"C\", \"pipeline_stage_id\": %d}".formatted(ids.getFirst()));
                case 2 ->
                    client.patch(
                            "/api/v1/leads/" + leads.get(i % 10),
                            "{\"pipeline_stage_id\": %d, \"tags\": [\"t%d\"]}".formatted(ids.get(i / 6 % 3), i % 3));
                case 3 -> client.delete(path + "/" + ids.get(i / 6 % 2) + "?move_to=" + ids.get(2));
                case 4 -> client.delete(path + "/" + ids.get(1));
                default -> client.delete("/api/v1/leads/" + leads.get(i / 6 % 3));
            };
        });
        assertNoFault(answers);
        var made = IntStream.range(0, 60).filter(i -> i % 6 == 0).mapToObj(answers::get);
        assertThat(made).allMatch(answer -> answer.status() == 201);
        var created = answers.stream().filter(answer -> answer.status() == 201).count();
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        assertThat(pipeline.at("/leads_count").asLong()).isEqualTo(10 + created - 3);
        assertThat(pipeline.at("/stages")
                        .valueStream()
                        .mapToLong(stage -> stage.at("/leads_count").asLong())
                        .sum())
                .isEqualTo(10 + created - 3);
        for (var stage : pipeline.at("/stages")) {
            assertThat(api.get("/api/v1/leads?stage_id=" + stage.at("/id").asLong())
                            .number("meta.total"))
                    .isEqualTo(stage.at("/leads_count").asLong());
        }
    }

    @Test
    void a_pipeline_that_is_deleted_while_leads_come_in_stays_or_goes_but_is_never_half_there() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        for (var round = 0; round < 5; round++) {
            var id = api.post("/api/v1/pipelines", "{\"name\": \"P\"}").number("data.id");
            var answers = Together.times(
                    12,
                    i -> i % 3 == 0
                            ? workspace.either(api, i).delete("/api/v1/pipelines/" + id)
                            : workspace
                                    .either(api, i)
                                    .post(
                                            "/api/v1/leads",
                                            "{\"first_name\": \"A\", \"pipeline_id\": %d}".formatted(id)));
            assertNoFault(answers);
            var created = Together.count(answers, 201);
            var pipeline = api.get("/api/v1/pipelines/" + id);
            assertThat(pipeline.status()).isEqualTo(created == 0 ? 404 : 200);
            if (created > 0) {
                assertThat(pipeline.number("data.leads_count")).isEqualTo(created);
            }
        }
    }

    private static String stages(ApiClient api) {
        return "/api/v1/pipelines/" + api.get("/api/v1/pipelines").number("data.0.id") + "/stages";
    }

    private static List<Long> idsOf(ApiClient api, String path) {
        return api.get(path)
                .at("data")
                .valueStream()
                .map(stage -> stage.at("/id").asLong())
                .toList();
    }

    private static void assertNoFault(List<ApiAnswer> answers) {
        assertThat(answers)
                .extracting(answer -> answer.status() + " " + answer.body())
                .noneMatch(text -> text.startsWith("5"));
    }
}
