package leadhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of the team take conversations in the inbox, answer, and settle them. */
class AnswerInTheInboxTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel ann = workspace.panel(Role.AGENT);
    private final Panel bob = workspace.panel(Role.AGENT);
    private String conversation = "";
    private String path = "";
    private String page = "";
    private String token = "";

    @BeforeEach
    void a_visitor_writes() {
        var manager = workspace.panel(Role.MANAGER);
        manager.get("/settings/bots");
        var bot = manager.post("/settings/bots", Map.of("name", "Mia", "start", "support"))
                .header("Location")
                .replaceFirst(".*/", "");
        var said = manager.postRaw(
                        "/c/" + bot,
                        "application/x-www-form-urlencoded",
                        "do=send&client_id=1&content=" + URLEncoder.encode("My <b>order</b>", StandardCharsets.UTF_8))
                .body();
        page = "/c/" + bot;
        token = said.replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        conversation = said.replaceFirst("(?s).*(conv_[a-z0-9]+).*", "$1");
        path = "/inbox/" + conversation;
        ann.get("/inbox");
        bob.get("/inbox");
    }

    private String version(Panel panel) {
        return panel.get(path).body().replaceFirst("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
    }

    @Test
    void whoever_claims_second_is_told_by_whom() {
        var seen = version(bob);
        assertThat(ann.get("/inbox").body()).contains(conversation);
        assertThat(ann.get(path).body()).contains("My &lt;b&gt;order&lt;/b&gt;");
        assertThat(ann.get("/inbox?view=mine").body()).doesNotContain(conversation);
        assertThat(ann.post(path + "/claim", Map.of("version", seen)).status()).isEqualTo(303);
        assertThat(ann.get("/inbox?view=mine").body()).contains(conversation);
        var second = bob.post(path + "/claim", Map.of("version", seen));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains(workspaceUser(ann));
        assertThat(bob.get(path).body()).contains("Your reply takes the conversation over.");
    }

    private static String workspaceUser(Panel panel) {
        return panel.get("/settings/account").body().replaceFirst("(?s).*name=\"name\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void what_is_new_is_all_that_a_page_gets_and_the_same_reply_is_one() {
        var reply = Map.of("content", "On its way.", "client_id", "r-1", "version", version(ann));
        assertThat(ann.post(path + "/reply", reply).status()).isEqualTo(303);
        assertThat(ann.post(path + "/reply", reply).status()).isEqualTo(303);
        assertThat(bob.get(path + "/news?after=0&note=0&seen=").body())
                .contains("My &lt;b&gt;order")
                .containsOnlyOnce("On its way.");
        var shown = bob.get(path).body();
        var after = shown.replaceFirst("(?s).*name=\"after\" value=\"([0-9]+)\".*", "$1");
        var seen = shown.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
        assertThat(bob.get(path + "/news?after=" + after + "&note=0&seen=" + seen)
                        .body())
                .isEmpty();
        ann.post(path + "/note", Map.of("content", "He is angry."));
        assertThat(bob.get(path + "/news?after=" + after + "&note=0&seen=" + seen)
                        .body())
                .contains("He is angry.", "is-note")
                .doesNotContain("id=\"message-2\"");
        assertThat(ann.post(path + "/reply", Map.of("content", " ")).status()).isEqualTo(422);
    }

    @Test
    void what_programs_note_is_for_the_team_alone() {
        var api = workspace.leadHub();
        var notes = "/api/v1/conversations/" + conversation + "/notes";
        var made = api.post(notes, "{\"content\": \"Wants the large plan.\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.number("data.after_number")).isPositive();
        assertThat(made.at("data.user_id").isNull()).isTrue();
        ann.post(path + "/note", Map.of("content", "He is angry."));
        var listed = api.get(notes);
        assertThat(listed.number("meta.total")).isEqualTo(2);
        assertThat(listed.text("data.0.content")).isEqualTo("Wants the large plan.");
        assertThat(listed.text("data.1.content")).isEqualTo("He is angry.");
        assertThat(listed.number("data.1.user_id")).isPositive();
        assertThat(bob.get(path).body()).contains("Wants the large plan.");
        // Nobody took it, and the visitor got nothing.
        assertThat(api.get("/api/v1/conversations/" + conversation)
                        .at("data.owner.user_id")
                        .isNull())
                .isTrue();
        assertThat(api.get("/api/v1/conversations/" + conversation + "/messages")
                        .body())
                .contains("My <b>order")
                .doesNotContain("large plan");
        var seen = ann.postRaw(
                page, "application/x-www-form-urlencoded", "do=look&conversation=" + conversation + "&token=" + token);
        assertThat(seen.body()).contains("My &lt;b&gt;order").doesNotContain("large plan");
        assertThat(api.post(notes, "{\"content\": \" \"}").status()).isEqualTo(422);
        assertThat(server.newWorkspace().leadHub().get(notes).status()).isEqualTo(404);
    }

    @Test
    void it_goes_back_to_the_queue_and_is_counted_for_all_until_it_is_settled() {
        ann.post(path + "/claim", Map.of("version", version(ann)));
        ann.post(path + "/release", Map.of("version", version(ann)));
        assertThat(bob.get("/inbox?view=queue").body()).contains(conversation);
        bob.post(path + "/resolve", Map.of("version", version(bob)));
        assertThat(bob.get("/inbox").body()).doesNotContain(conversation);
        assertThat(bob.get("/inbox?view=resolved").body()).contains(conversation);
        assertThat(bob.get("/inbox?view=resolved&search=ORDER").body()).contains(conversation);
        assertThat(bob.get("/inbox?view=resolved&search=nothing").body()).doesNotContain(conversation);
    }

    @Test
    void a_lead_shows_what_was_talked_about() {
        var manager = workspace.panel(Role.MANAGER);
        var bot = ann.get(path).body().replaceFirst("(?s).*/c/([0-9a-f-]{36}).*", "$1");
        var said = manager.postRaw(
                        "/c/" + bot,
                        "application/x-www-form-urlencoded",
                        "do=send&client_id=2&content=Write+to+zoe%40example.com")
                .body();
        var api = workspace.leadHub();
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=zoe@example.com");
        var talks =
                ann.get("/leads/" + lead.text("data.0.id") + "/conversations").body();
        assertThat(talks).contains("Write to zoe@example.com", said.replaceFirst("(?s).*(conv_[a-z0-9]+).*", "$1"));
    }

    @Test
    void whoever_only_reads_changes_nothing() {
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get(path).body()).contains("My &lt;b&gt;order").doesNotContain("id=\"composer\"");
        assertThat(reader.get("/inbox?view=unread").body()).contains(conversation);
        assertThat(reader.post(path + "/reply", Map.of("content", "No.")).status())
                .isEqualTo(403);
        ann.get(path);
        assertThat(reader.get("/inbox?view=unread").body()).doesNotContain(conversation);
    }
}
