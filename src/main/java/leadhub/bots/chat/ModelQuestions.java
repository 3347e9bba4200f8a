package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import leadhub.bots.chat.ModelTurnSql.Place;
import leadhub.bots.knowledge.BotAnswering;
import leadhub.bots.knowledge.FoundPassage;
import leadhub.bots.models.BotModel;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelQuestion;
import leadhub.bots.models.ModelQuestion.Line;
import leadhub.bots.models.ModelUses;
import leadhub.conversations.Message;
import leadhub.conversations.VisitorConversations;
import org.springframework.stereotype.Component;

/**
 * Puts together what a model is asked: the nearest passages, and the latest of what was said in this conversation.
 *
 * <p>Limits: 5 passages, 1,000 characters a message.
 */
@Component
class ModelQuestions {
    private static final int MOST_PASSAGES = 5;
    private static final int MOST_CHARACTERS = 1_000;

    private final ModelTalks talks;
    private final BotModels models;
    private final ModelUses uses;
    private final BotAnswering answering;
    private final Surroundings surroundings;

    /** What was said, and what of it is a lead's. */
    @Component
    record Surroundings(VisitorConversations conversations, ModelPrivacy privacy) {}

    ModelQuestions(
            ModelTalks talks, BotModels models, ModelUses uses, BotAnswering answering, Surroundings surroundings) {
        this.talks = talks;
        this.models = models;
        this.uses = uses;
        this.answering = answering;
        this.surroundings = surroundings;
    }

    /** What is asked, and whom. @param passages in the order of the question's */
    record Asked(Chats.Talk talk, BotModel model, ModelQuestion question, List<FoundPassage> passages) {
        @Override
        public String toString() {
            return "Asked[" + question + "]";
        }
    }

    /** Empty where nobody waits any more, there is no model, or no request is left. */
    Optional<Asked> prepare(Place place) {
        return talks.find(place)
                .flatMap(talk -> models.find(place.workspaceId(), talk.bot().id())
                        .filter(model -> mayAsk(talk, model, place))
                        .map(model -> prepared(talk, model, place.number())));
    }

    /** Whoever looks after the bot sees that there was none left. */
    private boolean mayAsk(Chats.Talk talk, BotModel model, Place place) {
        if (uses.take(talk.sender(), model, place.conversationId())) {
            return true;
        }
        models.failed(place.workspaceId(), model.botId(), "budget");
        return false;
    }

    private Asked prepared(Chats.Talk talk, BotModel model, long number) {
        think(talk);
        var said = said(talk, number);
        var asked = said.isEmpty() ? "" : said.getLast().content();
        var language = talk.conversation().language();
        var passages = answering.near(talk.sender(), talk.bot().id(), language, asked, MOST_PASSAGES);
        // Without a document in it a question must not have what the bot has said out of one, either.
        var window = ModelWindow.of(said, !passages.isEmpty());
        var sent = model.terms().sendsLeadData()
                ? window.lines()
                : surroundings.privacy().masked(talk, window);
        var question = new ModelQuestion(
                talk.bot().name(),
                language,
                passages.stream().map(ModelQuestions::text).toList(),
                sent.stream().map(ModelQuestions::cut).toList());
        return new Asked(talk, model, question, passages);
    }

    /** Tells the visitor that an answer comes; their page forgets it soon. */
    void think(Chats.Talk talk) {
        surroundings.conversations().think(talk.sender(), talk.conversation().id());
    }

    private List<Message> said(Chats.Talk talk, long number) {
        return surroundings
                .conversations()
                .messagesAfter(
                        talk.sender(),
                        talk.conversation().id(),
                        Math.max(0, number - ModelWindow.MOST_READ),
                        ModelWindow.MOST_READ)
                .stream()
                .filter(message -> message.number() <= number)
                .toList();
    }

    /** Once nothing is left in it that half of would be known no more. */
    private static Line cut(Line line) {
        var text = line.text();
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? line
                : new Line(line.isVisitors(), text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)));
    }

    private static String text(FoundPassage found) {
        var heading = found.passage().heading();
        return heading.isEmpty()
                ? found.passage().content()
                : heading + "\n" + found.passage().content();
    }
}
