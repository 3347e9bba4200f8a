package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.base.Role;
import leadhub.events.EventId;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Programs outside are told what happens in conversations, before and after their leads are known. */
class TellOfConversationsTest {
    private static final String[] ALL = {
        "conversation.started", "conversation.captured", "conversation.handover", "conversation.ended"
    };

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private Visitor visitor = Visitor.at(server.origin());
    private String conversation = "";

    private String begin() {
        var bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var begun = visitor.post("/c/" + bot + "/conversations", "{}");
        conversation = begun.text("conversation.id");
        visitor = visitor.knownBy(begun.text("token"));
        return bot;
    }

    private void step(String step) {
        assertThat(visitor.post("/c/conversations/" + conversation + "/" + step, "{}")
                        .status())
                .isEqualTo(200);
    }

    private long captured() {
        visitor.say(conversation, "1", "I am at zoe@example.com");
        Await.until(() -> !shown("lead_id").isNull());
        return shown("lead_id").longValue();
    }

    private JsonNode shown(String member) {
        return api.get("/api/v1/conversations/" + conversation).at("data." + member);
    }

    /** So many, once nobody else's writing holds up any. */
    private List<JsonNode> told(int count) {
        Await.until(() -> told().size() >= count);
        return told();
    }

    private List<JsonNode> told() {
        return api.get("/api/v1/events")
                .at("data")
                .valueStream()
                .filter(event -> event.get("event").stringValue().startsWith("conversation."))
                .toList();
    }

    @Test
    void each_event_is_told_in_its_order_with_the_lead_once_it_is_known() {
        try (var receiver = Receiver.willing()) {
            var hook = Hook.create(api, receiver, ALL);
            var bot = begin();
            var leadId = captured();
            step("handover");
            step("end");
            hook.await("delivered", 4);
            var told = told(4);
            assertThat(told)
                    .extracting(event -> event.get("event").stringValue())
                    .containsExactly(ALL);
            var started = told.getFirst();
            assertThat(started.get("lead").isNull()).isTrue();
            assertThat(started.get("sequence").isNull()).isTrue();
            assertThat(started.at("/conversation/bot_id").stringValue()).isEqualTo(bot);
            assertThat(started.at("/caused_by/type").stringValue()).isEqualTo("bot");
            assertThat(told.subList(1, 4)).allSatisfy(event -> {
                assertThat(event.at("/lead/id").longValue()).isEqualTo(leadId);
                assertThat(event.at("/conversation/id").stringValue()).isEqualTo(conversation);
            });
            // The lead's creation is its first event.
            assertThat(told.subList(1, 4))
                    .extracting(event -> event.get("sequence").longValue())
                    .containsExactly(2L, 3L, 4L);
            assertThat(told.getLast().at("/conversation/status").stringValue()).isEqualTo("completed");
            assertThat(receiver.await(4)).extracting(Receiver.Request::json).containsExactlyElementsOf(told);
        }
    }

    @Test
    void a_visitor_whom_nobody_knows_is_followed_by_the_conversations_own_ids() {
        begin();
        step("handover");
        step("end");
        var ids = told(3).stream().map(event -> event.get("id").stringValue()).toList();
        assertThat(ids)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(EventId.of(id)).isPresent());
        assertThat(api.get("/api/v1/events?after=" + ids.getFirst())
                        .at("data")
                        .valueStream()
                        .map(event -> event.get("id").stringValue()))
                .containsExactlyElementsOf(ids.subList(1, 3));
        assertThat(server.newWorkspace()
                        .leadHub()
                        .get("/api/v1/events?after=" + ids.getFirst())
                        .status())
                .isEqualTo(422);
        // For ever, as those of leads.
        assertThat(new EventId(0, 7, 3).text()).isEqualTo("evt_n3qBfdProAtSD07NUZyQ");
        assertThat(EventId.of(new EventId(0, 7, 3).text())).contains(new EventId(0, 7, 3));
    }

    @Test
    void a_visitor_whose_lead_is_gone_is_nobody_again() {
        begin();
        var leadId = captured();
        api.delete("/api/v1/leads/" + leadId);
        step("end");
        var last = told(3).getLast();
        assertThat(last.get("lead").isNull()).isTrue();
        assertThat(last.get("event").stringValue()).isEqualTo("conversation.ended");
    }

    @Test
    void a_conversation_is_one_entry_of_the_timeline_with_all_that_was_said() {
        begin();
        var leadId = captured();
        visitor.say(conversation, "2", "Or <b>at</b> zoe@example.org");
        step("end");
        Await.until(() -> api.get("/api/v1/intake?source=chat&status=processed").number("meta.total") == 2);
        var timeline = api.get("/api/v1/leads/" + leadId + "/timeline");
        assertThat(timeline.at("data")
                        .valueStream()
                        .map(entry -> entry.get("event").stringValue()))
                .containsExactly("lead.received", "lead.created");
        assertThat(timeline.text("data.0.conversation_id")).isEqualTo(conversation);
        var panel = workspace.panel(Role.AGENT);
        panel.get("/leads/" + leadId);
        assertThat(panel.get("/leads/" + leadId).body())
                .contains("talked with this lead", "/inbox/" + conversation + "/transcript");
        assertThat(panel.get("/inbox/" + conversation + "/transcript").body())
                .contains("I am at zoe@example.com", "Or &lt;b&gt;at&lt;/b&gt; zoe@example.org");
        var stranger = server.newWorkspace().panel(Role.ADMIN);
        assertThat(stranger.get("/inbox/" + conversation + "/transcript").status())
                .isEqualTo(404);
    }
}
