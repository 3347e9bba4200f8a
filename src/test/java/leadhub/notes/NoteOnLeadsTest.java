package leadhub.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write down about a lead. */
class NoteOnLeadsTest {
    private final TestServer server = TestServer.get();
    private final LeadNotes notes = server.bean(LeadNotes.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private final User carol = workspace.user(Role.AGENT);
    private final long lead = lead("{\"first_name\": \"Sarah\"}");
    private final String page = "/leads/" + lead;
    private final String path = page + "/notes";

    private long lead(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel signIn(User user) {
        var panel = workspace.panel(user);
        panel.get("/leads");
        return panel;
    }

    private List<LeadNote> latest(int most) {
        var caller = workspace.caller();
        return notes.list(caller, server.bean(Leads.class).get(caller, lead), Long.MAX_VALUE, most).stream()
                .map(NoteWithFiles::note)
                .toList();
    }

    private LeadNote onlyNote() {
        var all = latest(10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void a_note_is_written_changed_and_deleted_by_its_author() {
        var panel = signIn(bob);
        assertThat(panel.post(path, Map.of("body", "Called her.\r\n<b>Twice</b>"))
                        .header("Location"))
                .isEqualTo(page + "#notes");
        assertThat(panel.get(page).body())
                .contains("Called her.\n&lt;b&gt;Twice&lt;/b&gt;", bob.name(), "added a note")
                .doesNotContain("<b>Twice", ">edited<");
        var own = path + "/" + onlyNote().id();
        panel.post(own, Map.of("body", "Called her three times."));
        assertThat(panel.get(page).body()).contains("three times", ">edited<", "changed a note");
        panel.post(own + "/delete", Map.of());
        assertThat(panel.get(page).body()).doesNotContain("three times").contains("deleted a note");
    }

    @Test
    void a_call_is_logged_as_one() {
        var panel = signIn(bob);
        panel.post(path, Map.of("kind", "call", "body", "She asks for an **offer**."));
        assertThat(panel.get(page).body()).contains("logged a call", "an <strong>offer</strong>");
        assertThat(api.get("/api/v1" + path).text("data.0.kind")).isEqualTo("call");
        assertThat(panel.post(path, Map.of("kind", "fax", "body", "Hm.")).status())
                .isEqualTo(422);
        var made = api.post("/api/v1" + path, "{\"kind\": \"meeting\", \"body\": \"Met.\"}");
        assertThat(made.text("data.kind")).isEqualTo("meeting");
        assertThat(api.post("/api/v1" + path, "{\"kind\": \"fax\", \"body\": \"x\"}")
                        .status())
                .isEqualTo(422);
        var id = made.number("data.id");
        var edited = api.patch("/api/v1" + path + "/" + id, "{\"body\": \"Met her.\"}");
        assertThat(edited.text("data.kind")).isEqualTo("meeting");
    }

    @Test
    void colleagues_who_are_named_are_told_once_and_only_of_what_they_see() {
        var panel = signIn(bob);
        panel.post(path, Map.of("body", "@" + carol.name() + ", @" + bob.name() + " knows more."));
        assertThat(mentions(carol)).containsExactly(bob.name());
        assertThat(mentions(bob)).isEmpty();
        panel.post(path + "/" + onlyNote().id(), Map.of("body", "@" + carol.name() + " please!"));
        assertThat(mentions(carol)).hasSize(1);
        var bobs = lead("{\"first_name\": \"Bobslead\", \"assigned_user_id\": " + bob.id() + "}");
        panel.post("/leads/" + bobs + "/notes", Map.of("body", "Not for @" + carol.name()));
        assertThat(mentions(carol)).hasSize(1);
    }

    private List<String> mentions(User user) {
        return server.bean(Notifications.class).list(workspace.caller(user), new Slice(0, 10)).stream()
                .filter(one -> one.kind() == NotificationKind.MENTION)
                .map(one -> one.params().getFirst())
                .toList();
    }

    @Test
    void the_timeline_shows_what_one_wants_to_see() {
        workspace.note(lead, "Called her.");
        workspace.task(lead, "Call again");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Tech Corp\"}");
        var panel = signIn(bob);
        assertThat(only(panel, "notes")).contains("Called her.").doesNotContain("Call again", "Tech Corp");
        assertThat(only(panel, "tasks")).contains("Call again").doesNotContain("Called her.", "Tech Corp");
        assertThat(only(panel, "changes")).contains("Tech Corp").doesNotContain("Called her.", "Call again");
        assertThat(only(panel, "messages")).doesNotContain("Tech Corp", "Called her.", "Call again");
        assertThat(only(panel, "automations")).doesNotContain("Tech Corp", "Called her.", "Call again");
        assertThat(only(panel, "nonsense")).contains("Tech Corp", "Called her.", "Call again");
    }

    private String only(Panel panel, String filter) {
        return panel.get(page + "/timeline?only=" + filter).body();
    }

    @Test
    void a_deleted_note_comes_back_once_as_it_was_for_whoever_deleted_it() {
        var panel = signIn(bob);
        panel.get(page);
        panel.post(path, Map.of("body", "Called her."));
        var note = onlyNote();
        var manager = workspace.panel(Role.MANAGER);
        manager.get(page);
        manager.post(path + "/" + note.id() + "/delete", Map.of());
        var said = URLDecoder.decode(manager.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        var undo = said.substring(0, said.indexOf('\n'));
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(404);
        assertThat(manager.post(undo, Map.of()).status()).isEqualTo(303);
        assertThat(onlyNote()).isEqualTo(note);
        assertThat(manager.post(undo, Map.of()).status()).isEqualTo(404);
        manager.post(path + "/" + note.id() + "/delete", Map.of());
        server.clock().pass(Duration.ofMinutes(61));
        var late = URLDecoder.decode(manager.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        assertThat(manager.post(late.substring(0, late.indexOf('\n')), Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void the_latest_note_comes_first_and_older_ones_on_demand() {
        for (var i = 1; i <= 21; i++) {
            workspace.note(lead, "Number " + i + ".");
        }
        var panel = signIn(bob);
        var body = panel.get(page).body();
        assertThat(body).contains("Number 21.", "Number 2.").doesNotContain("Number 1.");
        assertThat(body.indexOf("Number 21.")).isLessThan(body.indexOf("Number 20."));
        var oldest = latest(20).getLast().id();
        assertThat(panel.get(page + "/timeline?only=notes&before=" + oldest).body())
                .contains("Number 1.")
                .doesNotContain("Number 2.");
    }

    @Test
    void an_empty_or_endless_note_is_refused_and_what_was_typed_stays() {
        var panel = signIn(bob);
        assertThat(panel.post(path, Map.of("body", " ")).status()).isEqualTo(422);
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(422);
        var refused = panel.post(path, Map.of("body", "x".repeat(10_001)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Enter some text", "xxx");
        assertThat(panel.post(path, Map.of("body", "x\r\n".repeat(4_999) + "xx"))
                        .status())
                .isEqualTo(303);
        assertThat(onlyNote().body()).hasSize(10_000);
    }

    @Test
    void only_the_author_changes_a_note_and_managers_may_delete_it() {
        signIn(bob).post(path, Map.of("body", "Called her."));
        var note = path + "/" + onlyNote().id();
        var carols = signIn(carol);
        assertThat(carols.get(page).body()).contains("Called her.").doesNotContain(note);
        assertThat(carols.post(note, Map.of("body", "No.")).status()).isEqualTo(403);
        assertThat(carols.post(note + "/delete", Map.of()).status()).isEqualTo(403);
        var managers = workspace.panel(Role.MANAGER);
        assertThat(managers.get(page).body()).contains(note + "/delete");
        assertThat(managers.post(note, Map.of("body", "No.")).status()).isEqualTo(403);
        assertThat(onlyNote().body()).isEqualTo("Called her.");
        assertThat(managers.post(note + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(latest(10)).isEmpty();
    }

    @Test
    void notes_of_a_colleagues_lead_are_not_found() {
        var carols = lead("{\"first_name\": \"Carolslead\", \"assigned_user_id\": " + carol.id() + "}");
        var note = workspace.note(carols, "For Carol only.");
        var panel = signIn(bob);
        var there = "/leads/" + carols + "/notes";
        assertThat(panel.get("/leads/" + carols + "/timeline?only=notes").status())
                .isEqualTo(404);
        // Nor by way of a lead that one does see.
        for (var path : List.of(there, there + "/" + note.id(), path + "/" + note.id())) {
            if (!path.equals(there)) {
                assertThat(panel.post(path + "/delete", Map.of()).status()).isEqualTo(404);
            }
            var answer = panel.post(path, Map.of("body", "Mine."));
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("For Carol only.");
        }
        assertThat(signIn(carol).get("/leads/" + carols).body()).contains("For Carol only.");
    }

    @Test
    void who_may_only_read_reads_notes() {
        workspace.note(lead, "Called her.");
        var panel = workspace.panel(Role.READ_ONLY);
        assertThat(panel.get(page).body()).contains("Called her.").doesNotContain("new-note", "Delete note");
        assertThat(panel.post(path, Map.of("body", "Me too.")).status()).isEqualTo(403);
    }

    @Test
    void a_note_changes_nothing_that_is_counted_and_goes_with_its_lead() {
        var before = api.get("/api/v1/leads");
        var note = workspace.note(lead, "Called her.");
        workspace.task(lead, "Call again");
        assertThat(api.get("/api/v1/leads").at("data")).isEqualTo(before.at("data"));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.delete("/api/v1/leads/" + lead).status()).isIn(200, 204);
        var rows = new WorkspaceTables(server).rows(workspace);
        assertThat(rows.get("lead_notes")).isEmpty();
        assertThat(rows.get("lead_tasks")).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> notes.change(workspace.caller(), lead, note.id(), "Late."));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> workspace.note(lead, "Late."));
    }

    @Test
    void the_audit_log_tells_of_notes() {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/leads");
        panel.post(path, Map.of("body", "Called her."));
        assertThat(panel.get("/settings/audit").body()).contains("added a note", "Called her.");
    }
}
