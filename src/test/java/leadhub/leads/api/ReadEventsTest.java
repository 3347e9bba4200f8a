package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program asks what happened to leads, and goes on from where it was. */
class ReadEventsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void it_reads_on_from_any_event_even_within_one_change() {
        var none = api.get("/api/v1/events");
        assertThat(none.body()).isEqualTo("{\"data\":[],\"meta\":{\"next_after\":null,\"has_more\":false}}");
        var id = create("{\"first_name\": \"Ann\"}");
        api.patch("/api/v1/leads/" + id, "{\"status\": \"lost\", \"tags\": [\"a\"], \"starred\": true}");
        create("{\"first_name\": \"Bob\"}");
        settled("?per_page=100", 5);
        var words = new ArrayList<String>();
        var after = "";
        ApiAnswer page;
        do {
            page = api.get("/api/v1/events?per_page=2&after=" + after);
            page.at("data").forEach(event -> words.add(event.path("event").asString()));
            after = page.text("meta.next_after");
            assertThat(after)
                    .isEqualTo(page.at("data")
                            .get(page.at("data").size() - 1)
                            .path("id")
                            .asString());
        } while (page.at("meta.has_more").asBoolean());
        assertThat(words)
                .containsExactly(
                        "lead.created", "lead.updated", "lead.status_changed", "lead.tag_added", "lead.created");
        var end = api.get("/api/v1/events?after=" + after);
        assertThat(end.body())
                .isEqualTo("{\"data\":[],\"meta\":{\"next_after\":\"%s\",\"has_more\":false}}".formatted(after));
        create("{\"first_name\": \"Cora\"}");
        assertThat(settled("?after=" + after, 1).text("data.0.lead.first_name")).isEqualTo("Cora");
    }

    @Test
    void an_event_from_which_it_cannot_go_on_is_named() {
        create("{\"first_name\": \"Ann\"}");
        var foreign = settled("", 1).text("data.0.id");
        var stranger = server.newWorkspace().leadHub();
        for (var after : List.of("nonsense", "evt_", "1", foreign)) {
            var answer = stranger.get("/api/v1/events?after=" + after);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("errors.after.0")).isEqualTo("The selected after is invalid.");
        }
        assertThat(api.get("/api/v1/events?after=").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/events?per_page=0").text("errors.per_page.0"))
                .isEqualTo("The per page field must be at least 1.");
    }

    @Test
    void a_page_has_a_hundred_events_at_most_and_fifteen_where_nothing_is_said() {
        var id = create("{\"first_name\": \"Ann\"}");
        for (var i = 0; i < 60; i++) {
            api.patch("/api/v1/leads/" + id, "{\"status\": \"%s\"}".formatted(i % 2 == 0 ? "lost" : "new"));
        }
        assertThat(settled("?per_page=1000", 100).at("data").size()).isEqualTo(100);
        var page = settled("", 15);
        assertThat(page.at("data").size()).isEqualTo(15);
        assertThat(page.at("meta.has_more").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ_LEADS", "READ_INTEGRATIONS"})
    void it_needs_both_scopes(String missing) {
        var scopes = EnumSet.allOf(Scope.class);
        scopes.remove(Scope.valueOf(missing));
        var answer = workspace.leadHub(scopes).get("/api/v1/events");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("message")).contains(Scope.valueOf(missing).spelling());
        assertThat(workspace
                        .leadHub(EnumSet.of(Scope.READ_LEADS, Scope.READ_INTEGRATIONS))
                        .get("/api/v1/events")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_page_that_is_too_large_to_be_held_comes_whole_in_portions() {
        var longText = "ä".repeat(20_000);
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 6; i++) {
            ids.add(create("{\"first_name\": \"Ann\", \"custom_fields\": {\"x\": \"%s\"}}".formatted(longText)));
            api.patch(
                    "/api/v1/leads/" + ids.getLast(), "{\"notes\": \"%s\", \"status\": \"lost\"}".formatted(longText));
        }
        var first = settled("?per_page=1", 1).text("data.0.id");
        var answer = settled("?per_page=100&after=" + first, 6 * 3 - 1);
        assertThat(answer.headers()).doesNotContainKey("content-length");
        assertThat(answer.at("data").size()).isEqualTo(6 * 3 - 1);
        assertThat(answer.text("data.0.changes.notes.to")).isEqualTo(longText);
        assertThat(answer.text("data.16.lead.id")).isEqualTo(ids.getLast().toString());
        assertThat(answer.text("meta.next_after")).isEqualTo(answer.text("data.16.id"));
        var seen = new HashSet<String>();
        answer.at("data").forEach(event -> seen.add(event.path("id").asString()));
        assertThat(seen).hasSize(17);
        assertThat(api.send("HEAD", "/api/v1/events?per_page=100", null).status())
                .isEqualTo(200);
    }

    @Test
    void whose_lead_it_is_stays_what_it_was_after_everything_was_deleted() {
        var owner = workspace.user(Role.AGENT);
        var id = create("{\"first_name\": \"Ann\", \"tags\": [\"a\"], \"assigned_user_id\": %d}".formatted(owner.id()));
        api.delete("/api/v1/leads/" + id);
        var deleted = settled("", 2).at("data.1");
        assertThat(deleted.path("event").asString()).isEqualTo("lead.deleted");
        assertThat(deleted.path("changes").size()).isZero();
        assertThat(deleted.at("/lead/assigned_to").asString()).isEqualTo(owner.email());
        assertThat(deleted.at("/lead/tags/0").asString()).isEqualTo("a");
        assertThat(LongStream.range(0, 2).map(i -> settled("", 2).number("data." + i + ".sequence")))
                .containsExactly(1L, 2L);
    }

    /** So many events: the latest are still to come while somebody who began before, in whichever test, is still writing. */
    private ApiAnswer settled(String query, int events) {
        var path = "/api/v1/events" + query;
        Await.until(() -> api.get(path).at("data").size() >= events);
        return api.get(path);
    }

    private long create(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }
}
