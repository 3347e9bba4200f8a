package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.bots.knowledge.Questions;
import leadhub.bots.retention.ChatRetention;
import leadhub.conversations.ConversationFigures;
import leadhub.conversations.Conversations;
import leadhub.conversations.WaysBack;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was said, and who said it, goes after a time, with its lead, or when an admin says so; that it was stays. */
class EraseConversationsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Visitor stranger = Visitor.at(server.origin());
    private String bot = "";

    @BeforeEach
    void bot() {
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\", \"retention_days\": 90}")
                .text("data.id");
    }

    /** A conversation, and its visitor. */
    private record Talk(String id, Visitor visitor) {
        int status() {
            return visitor.get("/c/conversations/" + id + "/messages").status();
        }
    }

    private Talk begin(String said) {
        var begun = stranger.post("/c/" + bot + "/conversations", """
                {"page": "https://secretplace.example/prices", "referrer": "https://secretplace.example/", "utm_source": "secretplace"}
                """);
        var talk = new Talk(begun.text("conversation.id"), stranger.knownBy(begun.text("token")));
        talk.visitor().say(talk.id(), "1", said);
        return talk;
    }

    private void look() {
        server.bean(ChatRetention.class).look(workspace.id());
    }

    /** Once somebody has looked; the server's own job may be at it, too. */
    private void isGone(Talk talk) {
        Await.until(() -> {
            look();
            return talk.status() == 404;
        });
    }

    /** Whether a text stands anywhere in what is kept of conversations. */
    private boolean isKept(String text) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        """
                        select exists (select from conversations c where c.workspace_id = ? and c::text like ?)
                            or exists (select from conversation_messages m where m.workspace_id = ? and m::text like ?)
                            or exists (select from conversation_notes n where n.workspace_id = ? and n::text like ?)
                            or exists (select from unanswered_questions q where q.workspace_id = ? and q::text like ?)
                        """,
                        workspace.id(),
                        "%" + text + "%",
                        workspace.id(),
                        "%" + text + "%",
                        workspace.id(),
                        "%" + text + "%",
                        workspace.id(),
                        "%" + text + "%");
    }

    @Test
    void a_bot_keeps_what_was_said_for_as_many_days_as_it_says() {
        var old = begin("It is about my marriage, zoe@example.com");
        api.post("/api/v1/conversations/" + old.id() + "/notes", "{\"content\": \"A sad story\"}");
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com").number("meta.total") == 1);
        var back = server.bean(WaysBack.class)
                .token(
                        workspace.id(),
                        server.bean(Conversations.class)
                                .get(workspace.caller(), old.id())
                                .id(),
                        false);
        var conversation = server.bean(Conversations.class).get(workspace.caller(), old.id());
        server.bean(Questions.class)
                .keep(workspace.caller(), bot, conversation.id(), "en", "Can a widow of zoe@ marry?");
        server.clock().pass(Duration.ofDays(50));
        var young = begin("Hello");
        look();
        assertThat(old.status()).isEqualTo(200);
        server.clock().pass(Duration.ofDays(41));
        isGone(old);
        assertThat(stranger.knownBy(back)
                        .get("/c/conversations/" + old.id() + "/messages")
                        .status())
                .isEqualTo(404);
        assertThat(young.status()).isEqualTo(200);
        for (var text : List.of("marriage", "sad story", "zoe@")) {
            assertThat(isKept(text)).as(text).isFalse();
        }
        assertThat(api.get("/api/v1/conversations/" + old.id()).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isEqualTo(1);
        assertThat(workspace.panel(Role.ADMIN).get("/inbox/" + old.id()).status())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/bots/" + bot).number("data.conversations_count"))
                .isEqualTo(2);
        assertThat(api.get("/api/v1/leads?email=zoe@example.com").number("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void a_bot_without_a_number_keeps_everything() {
        api.patch("/api/v1/bots/" + bot, "{\"retention_days\": null}");
        var talk = begin("Hello");
        server.clock().pass(Duration.ofDays(4_000));
        look();
        assertThat(talk.status()).isEqualTo(200);
        var refused = api.patch("/api/v1/bots/" + bot, "{\"retention_days\": 0}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.retention_days").isArray()).isTrue();
    }

    @Test
    void the_conversations_of_a_lead_go_when_it_cannot_be_restored_any_more() {
        api.patch("/api/v1/bots/" + bot, "{\"retention_days\": null}");
        var talk = begin("I am zoe@example.com");
        var other = begin("I am kim@example.com");
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 2);
        var lead = api.get("/api/v1/leads?email=zoe@example.com").number("data.0.id");
        api.delete("/api/v1/leads/" + lead);
        look();
        assertThat(talk.status()).isEqualTo(200);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from deleted_leads where workspace_id = ?", workspace.id());
        isGone(talk);
        assertThat(isKept("zoe@example.com")).isFalse();
        assertThat(other.status()).isEqualTo(200);
        assertThat(isKept("kim@example.com")).isTrue();
    }

    @Test
    void a_program_deletes_a_conversation_once() {
        var talk = begin("It is about my marriage");
        var path = "/api/v1/conversations/" + talk.id();
        assertThat(server.newWorkspace().leadHub().delete(path).status()).isEqualTo(404);
        assertThat(api.with("If-Match", "\"other\"").delete(path).status()).isEqualTo(412);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(talk.status()).isEqualTo(404);
        assertThat(isKept("marriage")).isFalse();
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void an_admin_deletes_a_conversation_for_good_and_nobody_else_does() {
        var talk = begin("It is about my marriage");
        var path = "/inbox/" + talk.id();
        var agent = workspace.panel(Role.MANAGER);
        assertThat(agent.get(path).body()).doesNotContain("Delete conversation");
        assertThat(agent.post(path + "/erase", Map.of()).status()).isEqualTo(403);
        var elsewhere = server.newWorkspace().panel(Role.ADMIN);
        elsewhere.get("/inbox");
        assertThat(elsewhere.post(path + "/erase", Map.of()).status()).isEqualTo(404);
        var admin = workspace.panel(Role.ADMIN);
        assertThat(admin.get(path).body()).contains("Delete conversation");
        var figures = server.bean(ConversationFigures.class);
        var before = figures.ofBot(workspace.caller(), bot);
        assertThat(before.engaged()).isEqualTo(1);
        assertThat(admin.post(path + "/erase", Map.of()).status()).isEqualTo(303);
        assertThat(figures.ofBot(workspace.caller(), bot)).isEqualTo(before);
        assertThat(talk.status()).isEqualTo(404);
        assertThat(isKept("marriage")).isFalse();
        assertThat(isKept("secretplace")).isFalse();
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.get("/inbox").body()).doesNotContain(talk.id());
    }
}
