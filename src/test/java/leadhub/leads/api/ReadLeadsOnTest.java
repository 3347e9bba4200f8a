package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Lists of leads that programs read on by a cursor. */
class ReadLeadsOnTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void leads_that_come_and_go_meanwhile_shift_nothing() {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 9; i++) {
            ids.addFirst(add("Lead " + i));
        }
        var first = api.get("/api/v1/leads?per_page=3&cursor=");
        add("Came meanwhile");
        api.delete("/api/v1/leads/" + ids.get(1));
        api.delete("/api/v1/leads/" + ids.get(2));
        api.delete("/api/v1/leads/" + ids.get(4));
        var second = api.get(path(first.text("links.next")));
        var third = api.get("/api/v1/leads?per_page=2&page=77&cursor=" + second.text("meta.next_cursor"));
        assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
        assertThat(first.number("meta.total")).isEqualTo(9);
        assertThat(ids(second)).containsExactly(ids.get(3), ids.get(5), ids.get(6));
        assertThat(second.number("meta.total")).isEqualTo(7);
        assertThat(ids(third)).isEqualTo(ids.subList(7, 9));
        assertThat(third.at("meta.next_cursor").isNull()).isTrue();
        assertThat(third.at("links.next").isNull()).isTrue();
        assertThat(third.json().get("meta").propertyNames()).containsExactly("per_page", "total", "next_cursor");
    }

    @Test
    void a_cursor_goes_on_with_its_own_list_alone() {
        for (var i = 0; i < 3; i++) {
            add("Lead " + i);
        }
        var cursor = api.get("/api/v1/leads?per_page=1&source=api&cursor=").text("meta.next_cursor");
        assertThat(api.get("/api/v1/leads?source=api&sort=created_at&cursor=" + cursor)
                        .status())
                .isEqualTo(200);
        for (var other : List.of(
                "?cursor=" + cursor,
                "?source=web&cursor=" + cursor,
                "?source=api&sort=email&cursor=" + cursor,
                "?source=api&direction=asc&cursor=" + cursor,
                "?source=api&cursor=x" + cursor,
                "?source=api&cursor=" + cursor.substring(1),
                "?source=api&cursor=%20!",
                "?source=api&cursor[]=" + cursor)) {
            var refused = api.get("/api/v1/leads" + other);
            assertThat(refused.status()).as(other).isEqualTo(422);
            assertThat(refused.json().get("errors").propertyNames()).containsExactly("cursor");
        }
        var path = "/api/v1/leads?source=api&cursor=" + cursor;
        assertThat(workspace.leadHub(Set.of(Scope.READ_LEADS)).get(path).status())
                .isEqualTo(422);
        assertThat(server.newWorkspace().leadHub().get(path).status()).isEqualTo(422);
    }

    @Test
    void every_filter_is_part_of_the_list() {
        add("One");
        add("Two");
        var stage = api.get("/api/v1/pipelines").text("data.0.stages.0.id");
        var pipeline = api.get("/api/v1/pipelines").text("data.0.id");
        var user = api.post("/api/v1/users", "{\"name\":\"Ann\",\"email\":\"ann@example.com\"}")
                .text("data.id");
        for (var name : LeadFilterReader.NAMES) {
            var value = switch (name) {
                case "status" -> "new";
                case "stage_id" -> stage;
                case "pipeline_id" -> pipeline;
                case "assigned_user_id" -> user;
                case "starred" -> "0";
                default -> name.endsWith("_after") || name.endsWith("_before") ? "2020-01-01" : "x";
            };
            var cursor = api.get("/api/v1/leads?per_page=1&cursor=").text("meta.next_cursor");
            assertThat(api.get("/api/v1/leads?%s=%s&cursor=%s".formatted(name, value, cursor))
                            .status())
                    .as(name)
                    .isEqualTo(422);
        }
    }

    private long add(String name) {
        return api.post("/api/v1/leads", "{\"first_name\":\"" + name + "\"}").number("data.id");
    }

    private static List<Long> ids(ApiAnswer answer) {
        return answer.at("data")
                .valueStream()
                .map(lead -> lead.at("/id").asLong())
                .toList();
    }

    private static String path(String link) {
        return link.replaceFirst("^https?://[^/]+", "");
    }
}
