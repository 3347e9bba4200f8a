package leadhub.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import leadhub.api.Scope;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A program writes notes on leads, and reads those of everybody. */
class NoteOnLeadsByApiTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String notes = "/api/v1/leads/"
            + api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").text("data.id") + "/notes";

    @Test
    void its_notes_stand_beside_those_of_people_the_latest_first() {
        var made = api.post(notes, "{\"body\": \" Called.\\nTwice. \"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(notes + "/" + made.text("data.id"));
        assertThat(made.text("data.body")).isEqualTo("Called.\nTwice.");
        assertThat(made.text("data.author.type")).isEqualTo("api_key");
        assertThat(made.text("data.author.name")).isEqualTo("test");
        assertThat(made.text("data.updated_at")).isEqualTo(made.text("data.created_at"));
        workspace.note(made.number("data.lead_id"), "By the program itself.");
        var page = api.get(notes + "?per_page=1");
        assertThat(page.number("meta.total")).isEqualTo(2);
        assertThat(page.text("data.0.author.type")).isEqualTo("system");
        assertThat(page.at("data.0.author.id").isNull()).isTrue();
        assertThat(api.get(notes + "?per_page=1&page=2").at("data.0")).isEqualTo(made.at("data"));
    }

    @Test
    void it_changes_and_deletes_notes_whoever_wrote_them() {
        var id = workspace
                .note(api.get("/api/v1/leads").number("data.0.id"), "By another.")
                .id();
        var note = notes + "/" + id;
        server.clock().pass(java.time.Duration.ofSeconds(2));
        var changed = api.patch(note, "{\"body\": \"Changed.\"}");
        assertThat(changed.text("data.body")).isEqualTo("Changed.");
        assertThat(changed.text("data.author.type")).isEqualTo("system");
        assertThat(changed.text("data.updated_at")).isGreaterThan(changed.text("data.created_at"));
        assertThat(api.patch(note, "{}").at("data")).isEqualTo(changed.at("data"));
        assertThat(api.with("If-Match", "W/\"old\"").delete(note).status()).isEqualTo(412);
        assertThat(api.with("If-Match", changed.header("ETag"))
                        .patch(note, "{\"body\": \"Again.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.delete(note).status()).isEqualTo(204);
        assertThat(api.patch(note, "{\"body\": \"x\"}").status()).isEqualTo(404);
        assertThat(api.get(notes).at("data").isEmpty()).isTrue();
    }

    @Test
    void what_is_wrong_with_a_note_is_named() {
        for (var body : List.of("{}", "{\"body\": null}", "{\"body\": \" \"}")) {
            assertThat(api.post(notes, body).text("errors.body.0")).isEqualTo("The body field is required.");
        }
        assertThat(api.post(notes, "{\"body\": 5}").text("errors.body.0"))
                .isEqualTo("The body field must be a string.");
        assertThat(api.post(notes, "{\"body\": \"%s\"}".formatted("x".repeat(10_001)))
                        .text("errors.body.0"))
                .isEqualTo("The body field must not be greater than 10000 characters.");
        var note = notes + "/" + api.post(notes, "{\"body\": \"x\"}").text("data.id");
        assertThat(api.patch(note, "{\"body\": null}").text("errors.body.0")).isEqualTo("The body field is required.");
        assertThat(api.get(notes + "?page=0").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/leads/9999999/notes?page=0").status()).isEqualTo(404);
        assertThat(api.post(notes.replace("/notes", "x/notes"), "{}").status()).isEqualTo(404);
    }

    @Test
    void it_needs_the_scopes_of_leads() {
        var reader = workspace.leadHub(EnumSet.of(Scope.READ_LEADS));
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_LEADS));
        assertThat(reader.post(notes, "{\"body\": \"x\"}").status()).isEqualTo(403);
        var note = notes + "/" + writer.post(notes, "{\"body\": \"x\"}").text("data.id");
        assertThat(writer.get(notes).status()).isEqualTo(403);
        assertThat(reader.delete(note).status()).isEqualTo(403);
        assertThat(writer.delete(note).status()).isEqualTo(204);
    }

    @Test
    void a_note_sent_twice_under_one_idempotency_key_is_one() {
        var once = api.with("Idempotency-Key", "a note");
        var first = once.post(notes, "{\"body\": \"Once.\"}");
        assertThat(once.post(notes, "{\"body\": \"Once.\"}").body()).isEqualTo(first.body());
        assertThat(api.get(notes).number("meta.total")).isEqualTo(1);
    }

    @Test
    void long_notes_come_whole_in_portions() {
        var text = "ä".repeat(10_000);
        for (var i = 0; i < 15; i++) {
            api.post(notes, "{\"body\": \"%s\"}".formatted(text));
        }
        var page = api.get(notes + "?per_page=100");
        assertThat(page.headers()).doesNotContainKey("content-length");
        assertThat(page.at("data").size()).isEqualTo(15);
        assertThat(page.text("data.14.body")).isEqualTo(text);
    }
}
