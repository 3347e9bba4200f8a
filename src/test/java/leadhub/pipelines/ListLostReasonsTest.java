package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A workspace says why leads are lost: a list in an order, of which some aren't offered any more. */
class ListLostReasonsTest {
    private static final String REASONS = "/api/v1/lost-reasons";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private List<String> names() {
        return api.get(REASONS)
                .at("data")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    private String add(String name) {
        return api.post(REASONS, "{\"name\": \"%s\"}".formatted(name)).text("data.id");
    }

    @Test
    void a_program_adds_orders_archives_and_deletes_them() {
        var price = add("Price");
        var made = api.post(REASONS, "{\"name\": \" Competitor \"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("data.name")).isEqualTo("Competitor");
        assertThat(made.number("data.position")).isEqualTo(2);
        assertThat(made.at("data.is_archived").asBoolean()).isFalse();
        var competitor = REASONS + "/" + made.text("data.id");
        assertThat(api.with("If-None-Match", made.header("ETag"))
                        .get(competitor)
                        .status())
                .isEqualTo(304);
        assertThat(api.patch(competitor, "{\"position\": 1}").number("data.position"))
                .isEqualTo(1);
        assertThat(names()).containsExactly("Competitor", "Price");
        var archived = api.patch(competitor, "{\"is_archived\": true, \"name\": \"Somebody else\"}");
        assertThat(archived.at("data.is_archived").asBoolean()).isTrue();
        assertThat(api.post(REASONS, "{\"name\": \"price\"}").text("errors.name.0"))
                .isEqualTo("The name has already been taken.");
        assertThat(api.post(REASONS, "{}").status()).isEqualTo(422);
        assertThat(api.delete(competitor).status()).isEqualTo(204);
        assertThat(api.delete(competitor).status()).isEqualTo(404);
        assertThat(api.get(REASONS + "/" + price).number("data.position")).isEqualTo(1);
    }

    @Test
    void there_is_an_end_to_them() {
        IntStream.range(0, LostReason.MOST).forEach(number -> add("Reason " + number));
        var refused = api.post(REASONS, "{\"name\": \"One more\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.name.0")).isEqualTo("There must not be more than 100 lost reasons.");
    }

    @Test
    void a_manager_begins_with_common_ones_and_changes_them_in_place() {
        var manager = workspace.panel(Role.MANAGER);
        var path = "/settings/lost-reasons";
        assertThat(manager.get(path).body()).contains("No lost reasons yet");
        manager.post(path + "/usual", Map.of());
        manager.post(path + "/usual", Map.of());
        assertThat(names())
                .containsExactly(
                        "Price too high",
                        "Chose a competitor",
                        "No need",
                        "No response",
                        "Bad timing",
                        "Not a good fit");
        var price = api.get(REASONS).text("data.0.id");
        manager.post(path + "/" + price, Map.of("name", "Too dear"));
        manager.post(path + "/" + price, Map.of("position", "2"));
        manager.post(path + "/" + price, Map.of("is_archived", "1"));
        assertThat(names()).startsWith("Chose a competitor", "Too dear");
        assertThat(api.get(REASONS + "/" + price).at("data.is_archived").asBoolean())
                .isTrue();
        manager.post(path, Map.of("name", "Something else"));
        assertThat(names()).endsWith("Something else");
        var taken = manager.post(path, Map.of("name", "no need"));
        assertThat(taken.status()).isEqualTo(422);
        manager.post(path + "/" + price + "/delete", Map.of());
        assertThat(names()).doesNotContain("Too dear");
        manager.post(path + "/required", Map.of("is_required", "1"));
        assertThat(manager.get(path).body()).contains("value=\"1\" checked");
        assertThat(workspace.panel(Role.AGENT).get(path).status()).isEqualTo(403);
    }
}
