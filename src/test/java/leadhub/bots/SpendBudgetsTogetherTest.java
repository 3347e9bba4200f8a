package leadhub.bots;

import static leadhub.bots.ModelDouble.turn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import leadhub.base.Change;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelTerms;
import leadhub.bots.models.ModelTerms.Budgets;
import leadhub.bots.models.ModelUses;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers, each in a process of its own, ask a bot's model at the same moment: together never more often than they may. */
@Timeout(600)
class SpendBudgetsTogetherTest {
    private static final String DELIVERY = "Delivery to Austria costs 9 euros.";
    private static final String QUESTION = "What does delivery to Austria cost?";
    private static final int TALKS = 24;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ModelDouble model = new ModelDouble();
    private String bot = "";

    @BeforeEach
    void a_bot_knows_something() {
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\", \"asks_email\": false}")
                .text("data.id");
        api.post(
                "/api/v1/bots/" + bot + "/knowledge",
                "{\"title\": \"Delivery\", \"content\": \"%s\"}".formatted(DELIVERY));
        model.says(turn("answer", "It is 9 euros.", 1));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void use(Budgets budgets) {
        var terms = new ModelTerms(true, model.url(), "tiny", false, false, 20, budgets);
        server.bean(BotModels.class).save(workspace.caller(), bot, terms, Change.set("sk-secret"));
    }

    /** A conversation, whichever server its visitor is at. */
    private record Talk(String id, Visitor visitor) {
        void ask(String origin, int number) {
            assertThat(visitor.elsewhere(origin).say(id, "m" + number, QUESTION).status())
                    .isEqualTo(201);
        }

        long answers() {
            return visitor.get("/c/conversations/" + id + "/messages")
                    .at("messages")
                    .valueStream()
                    .map(message -> message.get("content").stringValue())
                    .filter(text -> text.startsWith("It is 9 euros.") || text.startsWith(DELIVERY))
                    .count();
        }
    }

    private Talk begin() {
        var stranger = Visitor.at(server.origin());
        var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"en\"}");
        return new Talk(begun.text("conversation.id"), stranger.knownBy(begun.text("token")));
    }

    private ModelUses.Used used() {
        return server.bean(ModelUses.class).of(workspace.caller(), bot);
    }

    @Test
    void of_many_conversations_as_many_are_put_to_the_model_as_a_day_allows() {
        use(new Budgets(5, 7, 1_000));
        var origins = List.of(server.origin(), server.otherProcess());
        var talks = IntStream.range(0, TALKS).mapToObj(i -> begin()).toList();
        Together.times(TALKS, i -> {
            talks.get(i).ask(origins.get(i % 2), 1);
            return i;
        });
        // Nobody waits in vain: whoever comes too late is answered from the documents.
        talks.forEach(talk -> Await.until(() -> talk.answers() == 1));
        assertThat(model.count()).isEqualTo(7);
        assertThat(used()).isEqualTo(new ModelUses.Used(7, 7));
    }

    @Test
    void of_a_month_and_of_one_conversation_no_more_are_asked_either() {
        use(new Budgets(2, 1_000, 5));
        var origins = List.of(server.origin(), server.otherProcess());
        var one = begin();
        for (var i = 1; i <= 4; i++) {
            var number = i;
            one.ask(origins.get(i % 2), i);
            Await.until(() -> one.answers() == number);
        }
        assertThat(model.count()).isEqualTo(2);
        assertThat(used()).isEqualTo(new ModelUses.Used(2, 2));
        var talks = IntStream.range(0, TALKS).mapToObj(i -> begin()).toList();
        Together.times(TALKS, i -> {
            talks.get(i).ask(origins.get(i % 2), 1);
            return i;
        });
        talks.forEach(talk -> Await.until(() -> talk.answers() == 1));
        assertThat(model.count()).isEqualTo(5);
        assertThat(used()).isEqualTo(new ModelUses.Used(5, 5));
    }
}
