package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** With two server processes on one database. */
class ChangePipelinesAtOnceTest {
    private static final String PATH = "/api/v1/pipelines";

    private static final ConfigurableApplicationContext second =
            TestServer.get().startSecond();

    private final TestServer server = TestServer.get();
    private final ApiClient one = server.newWorkspace().leadHub();
    private final ApiClient other = one.at(TestServer.origin(second));

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void there_is_one_default_whoever_wins() throws Exception {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 4; i++) {
            ids.add(one.post(PATH, "{\"name\": \"P\"}").number("data.id"));
        }
        var statuses = atOnce(60, (i, api) -> switch (i % 3) {
            case 0 -> api.patch(PATH + "/" + ids.get(i % 4), "{\"is_default\": true}");
            case 1 -> api.post(PATH, "{\"name\": \"N\", \"is_default\": true}");
            default -> api.delete(PATH + "/" + ids.get(i % 4));
        });
        assertThat(statuses).isSubsetOf(200, 201, 204, 404, 409);
        var defaults = 0;
        for (var pipeline : one.get(PATH + "?per_page=100").at("data")) {
            defaults += pipeline.get("is_default").asBoolean() ? 1 : 0;
        }
        assertThat(defaults).isEqualTo(1);
    }

    @Test
    void positions_keep_without_gaps_whatever_happens_at_once() throws Exception {
        var pipeline = one.get(PATH).number("data.0.id");
        var path = PATH + "/" + pipeline + "/stages";
        var random = new Random(5);
        var moves = random.ints(80, 1, 12).toArray();
        var statuses = atOnce(80, (i, api) -> {
            var stages = Collections.synchronizedList(new ArrayList<Long>());
            api.get(path + "?per_page=100")
                    .at("data")
                    .forEach(stage -> stages.add(stage.get("id").asLong()));
            var some = path + "/" + stages.get(moves[i] % stages.size());
            var target = stages.get((moves[i] + 1) % stages.size());
            return switch (i % 5) {
                case 0 -> api.post(path, "{\"name\": \"X\", \"position\": " + moves[i] + "}");
                case 1, 2 -> api.patch(some, "{\"position\": " + moves[i] + "}");
                case 3 -> api.delete(some + "?move_to=" + target);
                default -> api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
            };
        });
        assertThat(statuses).isSubsetOf(200, 201, 204, 404, 409, 422);
        ManagePipelinesTest.stages(one.get(path + "?per_page=100"), "data");
    }

    @Test
    void a_lead_that_gets_in_keeps_its_stage_and_pipeline() throws Exception {
        for (var round = 0; round < 10; round++) {
            var made = one.post(PATH, "{\"name\": \"P\", \"stages\": [{\"name\": \"A\"}, {\"name\": \"B\"}]}");
            var id = made.number("data.id");
            var stage = made.number("data.stages.0.id");
            var statuses = atOnce(8, (i, api) -> switch (i) {
                case 3 -> api.delete(PATH + "/" + id + "/stages/" + stage);
                case 6 -> api.delete(PATH + "/" + id);
                default -> api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"pipeline_stage_id\": " + stage + "}");
            });
            assertThat(statuses).isSubsetOf(201, 204, 404, 409, 422);
            var leads = statuses.stream().filter(status -> status == 201).count();
            var left = one.get(PATH + "/" + id);
            assertThat(left.status() == 200 ? left.number("data.leads_count") : 0)
                    .isEqualTo(leads);
        }
    }

    private List<Integer> atOnce(int calls, BiFunction<Integer, ApiClient, ApiAnswer> call) throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newFixedThreadPool(16)) {
            var futures = new ArrayList<java.util.concurrent.Future<ApiAnswer>>();
            for (var i = 0; i < calls; i++) {
                var number = i;
                futures.add(executor.submit(() -> call.apply(number, number % 2 == 0 ? one : other)));
            }
            for (var future : futures) {
                statuses.add(future.get().status());
            }
        }
        return statuses;
    }
}
