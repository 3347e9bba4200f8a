package leadhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of the team see who is there, who has the same conversation open, and who writes in it. */
class SeeColleaguesTest {
    private static final String ANN = "Ann Lee";
    private static final String BOB = "Bob Ray";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User annsUser = workspace.user(Role.AGENT);
    private final User bobsUser = workspace.user(Role.AGENT);
    private final Panel ann = workspace.panel(annsUser);
    private final Panel bob = workspace.panel(bobsUser);
    private String path = "";

    @BeforeEach
    void a_visitor_writes() {
        var api = workspace.leadHub();
        api.patch("/api/v1/users/" + annsUser.id(), "{\"name\": \"Ann Lee\"}");
        api.patch("/api/v1/users/" + bobsUser.id(), "{\"name\": \"Bob Ray\"}");
        var bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        path = "/inbox/" + workspace.chat(bot, "Hello");
    }

    /** What is new for Bob, whose page is as it was at first. */
    private String news(String seen) {
        return bob.get(path + "/news?after=99&note=0&seen=" + seen).body();
    }

    private static String seen(String body) {
        return body.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void who_opens_a_conversation_sees_who_has_it_open_and_who_writes() {
        var alone = seen(bob.get(path).body());
        assertThat(news(alone)).isEmpty();
        ann.get(path);
        var looking = news(alone);
        assertThat(looking).contains(ANN + " has this open").doesNotContain(BOB + " has");
        assertThat(news(seen(looking))).isEmpty();
        ann.post(path + "/typing", Map.of());
        var typing = news(seen(looking));
        assertThat(typing).contains(ANN + " is writing");
        server.clock().pass(Duration.ofSeconds(10));
        assertThat(news(seen(typing))).contains(ANN + " has this open");
        server.clock().pass(Duration.ofSeconds(15));
        assertThat(news(seen(typing))).doesNotContain(ANN);
        assertThat(ann.get(path).body()).contains(BOB + " has this open");
    }

    @Test
    void what_was_typed_is_not_being_written_once_it_is_sent() {
        bob.get(path);
        var version = ann.get(path).body().replaceFirst("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
        ann.post(path + "/typing", Map.of());
        assertThat(news("")).contains(ANN + " is writing");
        ann.post(path + "/reply", Map.of("content", "Hi.", "client_id", "1", "version", version));
        assertThat(news("")).contains(ANN + " has this open").doesNotContain("is writing");
    }

    @Test
    void a_reader_is_not_seen_and_other_workspaces_see_nobody() {
        var reader = workspace.user(Role.READ_ONLY);
        workspace.panel(reader).get(path);
        assertThat(bob.get(path).body()).doesNotContain(reader.name());
        var elsewhere = server.newWorkspace();
        assertThat(elsewhere.panel(Role.AGENT).get(path).status()).isEqualTo(404);
        assertThat(elsewhere.panel(Role.AGENT).get("/inbox").body()).doesNotContain(ANN);
    }

    @Test
    void online_idle_and_away_are_told_apart() {
        assertThat(presence()).isEqualTo("away");
        ann.get("/inbox");
        assertThat(presence()).isEqualTo("online");
        server.clock().pass(Duration.ofMinutes(2));
        ann.get("/inbox/list");
        server.clock().pass(Duration.ofMinutes(2));
        assertThat(presence()).isEqualTo("online");
        server.clock().pass(Duration.ofMinutes(5));
        assertThat(presence()).isEqualTo("idle");
        ann.get("/settings/account");
        ann.post("/settings/account", Map.of("name", ANN, "theme", "auto", "away_until", "2099-01-01"));
        ann.get("/inbox");
        assertThat(presence()).isEqualTo("away");
    }

    /** Ann's, as Bob sees it. */
    private String presence() {
        var name = Pattern.quote(ANN);
        return bob.get("/inbox")
                .body()
                .replaceFirst("(?s).*<li class=\"is-([a-z]+)\">[^\\n]*<bdi>" + name + ".*", "$1");
    }
}
