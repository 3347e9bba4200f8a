package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Programs that want less of a lead, or more. */
class ShapeLeadsTest {
    private final TestServer server = TestServer.get();
    private final ApiClient api = server.newWorkspace().leadHub();

    @Test
    void named_fields_alone_are_answered_in_their_own_order() {
        var id = add("Sarah", "first");
        var one = api.get("/api/v1/leads/" + id + "?fields=email,%20id");
        assertThat(one.at("data").propertyNames()).containsExactly("id", "email");
        assertThat(api.get("/api/v1/leads?fields=custom_fields").at("data.0").propertyNames())
                .containsExactly("custom_fields");
        assertThat(api.get("/api/v1/leads?fields=id,tags&cursor=").at("data.0").propertyNames())
                .containsExactly("id", "tags");
        assertThat(api.get("/api/v1/leads?fields=").at("data.0").propertyNames())
                .contains("id", "updated_at");
    }

    @Test
    void unknown_names_are_refused() {
        var id = add("Sarah", "first");
        for (var path : List.of("/api/v1/leads?", "/api/v1/leads?cursor=&", "/api/v1/leads/" + id + "?")) {
            for (var query : List.of("fields=id,nonsense", "fields=id,", "include=emails", "include=notes,,tasks")) {
                var refused = api.get(path + query);
                assertThat(refused.status()).as(path + query).isEqualTo(422);
                assertThat(refused.at("errors").propertyNames()).containsExactly(query.replaceFirst("=.*", ""));
            }
        }
        assertThat(api.get("/api/v1/leads/9999999?fields=nonsense").status()).isEqualTo(404);
    }

    @Test
    void notes_and_tasks_stand_beside_the_lead() {
        var id = add("Sarah", "a text of its own");
        var other = add("Anna", "another");
        note(id, "First");
        note(id, "Second");
        api.post("/api/v1/leads/" + id + "/tasks", "{\"title\":\"Call\",\"due_at\":\"2026-05-01\"}");
        var one = api.get("/api/v1/leads/" + id + "?include=notes,tasks");
        assertThat(one.text("data.notes")).isEqualTo("a text of its own");
        assertThat(one.at("data.included.notes")
                        .valueStream()
                        .map(note -> note.at("/body").asString()))
                .containsExactly("Second", "First");
        assertThat(one.at("data.included.notes"))
                .isEqualTo(api.get("/api/v1/leads/" + id + "/notes").at("data"));
        assertThat(one.at("data.included.tasks"))
                .isEqualTo(api.get("/api/v1/leads/" + id + "/tasks").at("data"));
        var list = api.get("/api/v1/leads?fields=id&include=tasks&sort=created_at&direction=asc");
        assertThat(list.at("data.0").propertyNames()).containsExactly("id", "included");
        assertThat(list.at("data.0.included").propertyNames()).containsExactly("tasks");
        assertThat(list.at("data.0.included.tasks")).hasSize(1);
        assertThat(list.number("data.1.id")).isEqualTo(other);
        assertThat(list.at("data.1.included.tasks")).isEmpty();
    }

    @Test
    void what_is_too_large_to_be_held_is_answered_too() {
        for (var lead = 0; lead < 3; lead++) {
            var id = add("Lead " + lead, "x");
            for (var note = 0; note < 12; note++) {
                note(id, (note + " long ").repeat(1_200));
            }
        }
        var list = api.get("/api/v1/leads?include=notes,tasks");
        assertThat(list.at("data.0").propertyNames()).contains("included");
        assertThat(list.at("data")
                        .valueStream()
                        .map(one -> one.at("/included/notes").size()))
                .containsExactly(12, 12, 12);
        assertThat(list.text("data.0.included.notes.0.body")).startsWith("11 long");
        assertThat(api.get("/api/v1/leads?include=notes&cursor=&per_page=2").at("data.1.included.notes"))
                .hasSize(12);
    }

    @Test
    void who_read_a_part_writes_by_the_tag_of_the_whole() {
        var id = add("Sarah", "x");
        var path = "/api/v1/leads/" + id;
        var part = api.get(path + "?fields=email&include=notes").header("ETag");
        assertThat(api.with("If-None-Match", part)
                        .get(path + "?fields=email&include=notes")
                        .status())
                .isEqualTo(304);
        note(id, "News");
        assertThat(api.with("If-None-Match", part)
                        .get(path + "?fields=email&include=notes")
                        .status())
                .isEqualTo(200);
        assertThat(api.with("If-Match", part)
                        .patch(path, "{\"company\":\"Tech\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.with("If-Match", part)
                        .patch(path, "{\"company\":\"Corp\"}")
                        .status())
                .isEqualTo(412);
    }

    private long add(String name, String notes) {
        return api.post("/api/v1/leads", "{\"first_name\":\"%s\",\"notes\":\"%s\"}".formatted(name, notes))
                .number("data.id");
    }

    private void note(long id, String body) {
        var answer = api.post("/api/v1/leads/" + id + "/notes", "{\"body\":\"" + body + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
}
