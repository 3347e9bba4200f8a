package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A program reads what happened to a lead. */
class ReadTimelineTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final long lead = api.post(
                    "/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"ann@example.com\", \"deal_value\": 1000}")
            .number("data.id");
    private final String timeline = "/api/v1/leads/" + lead + "/timeline";

    @Test
    void the_latest_comes_first_and_each_says_what_it_is_about() {
        var user = workspace.user(Role.ADMIN);
        api.patch(
                "/api/v1/leads/" + lead,
                "{\"status\": \"lost\", \"deal_value\": 1000.5, \"tags\": [\"a\"], \"custom_fields\": {\"x\": 1}}");
        var note = api.post("/api/v1/leads/" + lead + "/notes", "{\"body\": \"Called.\"}")
                .number("data.id");
        var panel = workspace.panel(user);
        panel.get("/leads/" + lead);
        panel.post("/leads/" + lead + "/tasks", Map.of("title", "Call back"));
        api.post(
                "/api/inbound/leads?tenant=" + workspace.slug(),
                "{\"email\": \"ann@example.com\", \"phone\": \"+14155551234\", \"odd\": 1.50}");
        workspace.rule("status", Comparison.EQUALS, "lost", 10);
        workspace.scoreAll();
        var page = api.get(timeline);
        assertThat(words(page))
                .containsSubsequence("lead.rescored", "lead.task_added", "lead.noted", "lead.updated", "lead.created");
        assertThat(page.text("data.0.author.type")).isEqualTo("system");
        assertThat(page.at("data.0.changes").toString()).isEqualTo("{\"lead_score\":{\"from\":0,\"to\":10}}");
        var received = entry(page, "lead.received");
        assertThat(received.at("/received/email").asString()).isEqualTo("ann@example.com");
        assertThat(received.at("/received/odd").decimalValue()).isEqualByComparingTo("1.5");
        var task = entry(page, "lead.task_added");
        assertThat(task.at("/title").asString()).isEqualTo("Call back");
        assertThat(task.at("/task_id").asLong())
                .isEqualTo(api.get("/api/v1/tasks").number("data.0.id"));
        assertThat(task.at("/author/name").asString()).isEqualTo(user.name());
        assertThat(task.at("/caused_by").toString())
                .isEqualTo("{\"type\":\"user\",\"id\":%d,\"run_id\":null,\"depth\":0}".formatted(user.id()));
        assertThat(entry(page, "lead.noted").at("/note_id").asLong()).isEqualTo(note);
        assertThat(page.at("data")
                        .get(page.at("data").size() - 2)
                        .path("changes")
                        .toString())
                .isEqualTo(
                        "{\"status\":{\"from\":\"new\",\"to\":\"lost\"},\"deal_value\":{\"from\":1000,\"to\":1000.5},\"tags\":{\"from\":[],\"to\":[\"a\"]},\"custom_fields.x\":{\"from\":null,\"to\":1}}");
        assertThat(page.number("meta.total")).isEqualTo(page.at("data").size());
        assertThat(words(api.get(timeline + "?per_page=1&page=2")))
                .containsExactly(words(page).get(1));
    }

    @Test
    void what_older_versions_wrote_is_told_likewise() {
        write(
                "lead.updated",
                "{\"id\": 1, \"status\": \"new\", \"stage_id\": 5, \"tags\": [\"a\"], \"custom_fields\": {\"x\": 1}}",
                "{\"id\": 1, \"status\": \"lost\", \"stage_id\": 6}",
                null);
        write("lead.rescored", null, null, "{\"before\": 11, \"after\": 22}");
        var page = api.get(timeline);
        assertThat(page.at("data.0.changes").toString()).isEqualTo("{\"lead_score\":{\"from\":11,\"to\":22}}");
        assertThat(page.at("data.1.changes").toString())
                .isEqualTo(
                        "{\"status\":{\"from\":\"new\",\"to\":\"lost\"},\"pipeline_stage_id\":{\"from\":5,\"to\":6},\"tags\":{\"from\":[\"a\"],\"to\":null},\"custom_fields.x\":{\"from\":1,\"to\":null}}");
    }

    @Test
    void what_came_in_comes_whole_however_large_it_is() {
        var text = "ä".repeat(100_000);
        for (var i = 0; i < 3; i++) {
            api.post(
                    "/api/inbound/leads?tenant=" + workspace.slug(),
                    "{\"email\": \"ann@example.com\", \"odd\": \"%s\"}".formatted(text));
        }
        var page = api.get(timeline + "?per_page=100");
        assertThat(page.headers()).doesNotContainKey("content-length");
        assertThat(entry(page, "lead.received").at("/received/odd").asString()).isEqualTo(text);
        assertThat(words(page)).hasSize((int) page.number("meta.total"));
    }

    @Test
    void a_deleted_lead_has_none_until_it_is_back() {
        assertThat(api.get(timeline + "?page=x").status()).isEqualTo(422);
        api.delete("/api/v1/leads/" + lead);
        assertThat(api.get(timeline).status()).isEqualTo(404);
    }

    private static List<String> words(ApiAnswer page) {
        var words = new ArrayList<String>();
        page.at("data").forEach(entry -> words.add(entry.path("event").asString()));
        return words;
    }

    private static tools.jackson.databind.JsonNode entry(ApiAnswer page, String word) {
        return page.at("data").get(words(page).indexOf(word));
    }

    private void write(String kind, @Nullable String before, @Nullable String after, @Nullable String detail) {
        server.bean(Sql.class).update(workspace.id(), """
                        insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, before, after, detail)
                        values (?, ?, ?, now(), '{"kind": "SYSTEM", "id": 0, "name": "Old"}', ?::jsonb, ?::jsonb, ?::jsonb)
                        """, workspace.id(), lead, kind, before, after, detail);
    }
}
