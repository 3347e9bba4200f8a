package leadhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import leadhub.base.Role;
import leadhub.conversations.team.InboxWatch;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits goes to whose turn it is, comes back from who doesn't answer, and isn't forgotten where nobody is there. */
class RulesOfTheInboxTest {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel admin = workspace.panel(Role.ADMIN);
    private final User ann = workspace.user(Role.AGENT);
    private final User bob = workspace.user(Role.AGENT);
    private String bot = "";

    /** A conversation, and its visitor. */
    private record Talk(String id, Visitor visitor) {
        void handOver() {
            assertThat(visitor.post("/c/conversations/" + id + "/handover", "{}")
                            .status())
                    .isEqualTo(200);
        }

        String said() {
            return visitor.get("/c/conversations/" + id + "/messages").body();
        }
    }

    @BeforeEach
    void always_open() {
        // The last minute of a day is closed.
        if (server.clock().instant().atOffset(ZoneOffset.UTC).getHour() == 23) {
            server.clock().pass(Duration.ofHours(1));
        }
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var hours = new HashMap<String, String>();
        DAYS.forEach(day -> hours.putAll(Map.of(day + "1_from", "00:00", day + "1_to", "23:59")));
        admin.get("/settings/hours");
        assertThat(admin.post("/settings/hours", hours).status()).isEqualTo(303);
    }

    private void rules(String assignment, String returns, String tells) {
        admin.get("/settings/inbox");
        var fields = Map.of("assignment", assignment, "returns_after", returns, "tells_after", tells);
        assertThat(admin.post("/settings/inbox", fields).status()).isEqualTo(303);
    }

    private Talk begin() {
        var visitor = Visitor.at(server.origin());
        var begun = visitor.post("/c/" + bot + "/conversations", "{}");
        return new Talk(begun.text("conversation.id"), visitor.knownBy(begun.text("token")));
    }

    private Talk waiting() {
        var talk = begin();
        talk.visitor().say(talk.id(), "1", "Hello");
        talk.handOver();
        return talk;
    }

    private long owner(Talk talk) {
        return api.get("/api/v1/conversations/" + talk.id())
                .at("data.owner.user_id")
                .asLong(0);
    }

    private void open(User user) {
        workspace.panel(user).get("/inbox");
    }

    private void look() {
        server.bean(InboxWatch.class).look(workspace.id());
    }

    @Test
    void everyone_who_is_there_gets_one_in_turn_at_the_same_moment_too() {
        rules("round_robin", "", "");
        open(ann);
        open(bob);
        var reader = workspace.user(Role.READ_ONLY);
        open(reader);
        var talks = Stream.generate(this::begin).limit(6).toList();
        Together.times(6, i -> {
            talks.get(i).handOver();
            return i;
        });
        assertThat(talks.stream().filter(talk -> owner(talk) == ann.id())).hasSize(3);
        assertThat(talks.stream().filter(talk -> owner(talk) == bob.id())).hasSize(3);
        assertThat(talks.getFirst().said()).contains("talking to");
    }

    @Test
    void whoever_has_the_fewest_gets_it_and_who_is_away_gets_none() {
        rules("least_busy", "", "");
        open(ann);
        var busy = waiting();
        waiting();
        assertThat(owner(busy)).isEqualTo(ann.id());
        open(bob);
        var talk = waiting();
        assertThat(owner(talk)).isEqualTo(bob.id());
        var panel = workspace.panel(bob);
        panel.get("/settings/account");
        panel.post("/settings/account", Map.of("name", "Bob", "theme", "auto", "away_until", "2099-01-01"));
        assertThat(owner(waiting())).isEqualTo(ann.id());
    }

    @Test
    void who_does_not_answer_gives_it_to_the_next_one_and_the_visitor_is_told() {
        rules("round_robin", "10", "");
        open(ann);
        var talk = waiting();
        assertThat(owner(talk)).isEqualTo(ann.id());
        talk.visitor().say(talk.id(), "2", "Are you there?");
        server.clock().pass(Duration.ofMinutes(9));
        look();
        assertThat(owner(talk)).isEqualTo(ann.id());
        open(bob);
        server.clock().pass(Duration.ofMinutes(2));
        look();
        assertThat(owner(talk)).isEqualTo(bob.id());
        assertThat(talk.said()).contains("available right now");
        // Bob has just got it.
        look();
        assertThat(owner(talk)).isEqualTo(bob.id());
    }

    @Test
    void what_somebody_has_who_is_suspended_waits_for_others() {
        rules("nobody", "", "");
        var talk = waiting();
        api.post("/api/v1/conversations/" + talk.id() + "/claim", "{\"user_id\": %d}".formatted(ann.id()));
        look();
        assertThat(owner(talk)).isEqualTo(ann.id());
        api.patch("/api/v1/users/" + ann.id(), "{\"status\": \"suspended\"}");
        look();
        assertThat(api.get("/api/v1/conversations/" + talk.id()).text("data.owner.kind"))
                .isEqualTo("queue");
    }

    @Test
    void the_team_is_told_once_of_a_visitor_who_waits() {
        rules("nobody", "", "5");
        var talk = waiting();
        look();
        assertThat(news(ann)).doesNotContain(talk.id());
        server.clock().pass(Duration.ofMinutes(6));
        // As several processes do at the same moment.
        Together.times(4, i -> {
            look();
            return i;
        });
        look();
        assertThat(news(ann)).containsOnlyOnce("/inbox/" + talk.id());
        assertThat(news(workspace.user(Role.READ_ONLY))).doesNotContain(talk.id());
    }

    private String news(User user) {
        return StreamSupport.stream(
                        server.bean(leadhub.notifications.Notifications.class)
                                .list(workspace.caller(user), new leadhub.base.Slice(0, 100))
                                .spliterator(),
                        false)
                .map(one -> one.path())
                .toList()
                .toString();
    }

    @Test
    void where_nobody_is_there_the_visitor_is_asked_for_an_address_and_the_lead_gets_a_task() {
        rules("round_robin", "", "");
        var talk = waiting();
        assertThat(talk.said()).contains("Nobody is here at the moment.");
        talk.visitor().say(talk.id(), "2", "zoe@example.com");
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=zoe@example.com").number("data.0.id");
        Await.until(() -> api.get("/api/v1/leads/" + lead + "/tasks").number("meta.total") == 1);
        assertThat(api.get("/api/v1/leads/" + lead + "/tasks").text("data.0.title"))
                .isEqualTo("Get back to a visitor of the chat");
        open(ann);
        var second = waiting();
        assertThat(second.said()).contains("talking to").doesNotContain("Nobody is here");
    }

    @Test
    void a_bots_numbers_are_those_of_its_conversations() {
        rules("nobody", "", "");
        begin();
        begin();
        var quick = waiting();
        var slow = waiting();
        var captured = waiting();
        reply(quick);
        server.clock().pass(Duration.ofMinutes(6));
        reply(slow);
        captured.visitor().say(captured.id(), "2", "kim@example.com");
        Await.until(() -> api.get("/api/v1/leads?email=kim@example.com").number("meta.total") == 1);
        assertThat(server.bean(ConversationFigures.class).ofBot(workspace.caller(), bot))
                .isEqualTo(new ConversationFigures.Figures(5, 3, 1, 3, 1));
    }

    private void reply(Talk talk) {
        api.post("/api/v1/conversations/" + talk.id() + "/messages", "{\"content\": \"Here I am.\"}");
    }

    @Test
    void two_leads_that_become_one_keep_all_that_was_said() {
        var one = lead("one@example.com");
        var other = lead("other@example.com");
        assertThat(api.post("/api/v1/leads/" + one + "/merge", "{\"lead_id\": %d}".formatted(other))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/conversations?lead_id=" + one).number("meta.total"))
                .isEqualTo(2);
    }

    private long lead(String email) {
        var talk = begin();
        talk.visitor().say(talk.id(), "1", email);
        Await.until(() -> api.get("/api/v1/leads?email=" + email).number("meta.total") == 1);
        return api.get("/api/v1/leads?email=" + email).number("data.0.id");
    }

    @Test
    void minutes_that_make_no_sense_are_refused_in_their_place() {
        admin.get("/settings/inbox");
        var refused =
                admin.post("/settings/inbox", Map.of("assignment", "nobody", "returns_after", "0", "tells_after", "x"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"x\"", "is-invalid");
        assertThat(workspace.panel(Role.MANAGER).get("/settings/inbox").status())
                .isEqualTo(403);
    }
}
