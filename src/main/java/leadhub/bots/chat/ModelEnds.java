package leadhub.bots.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import leadhub.bots.chat.ModelTurnSql.Place;
import leadhub.bots.flows.FlowMoment.Answering;
import leadhub.bots.knowledge.BotAnswering;
import leadhub.bots.knowledge.BotAnswering.Cited;
import leadhub.bots.knowledge.FoundPassage;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelReply;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.VisitorConversations;
import leadhub.web.Words;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers a visitor by what a model said, or without it. A model says what stands in documents, or that it doesn't know, or that a person
 * is wanted; what comes of that is the bot's. Documents may say anything, so where there was one in the question, a person is offered
 * and not called.
 *
 * <p>Limit: 10 questions in front of the last one.
 */
@Service
public class ModelEnds {
    private static final int MOST_EARLIER = 10;

    private final ModelTalks talks;
    private final ChatHearing hearing;
    private final BotModels models;
    private final VisitorConversations conversations;

    ModelEnds(ModelTalks talks, ChatHearing hearing, BotModels models, VisitorConversations conversations) {
        this.talks = talks;
        this.hearing = hearing;
        this.models = models;
        this.conversations = conversations;
    }

    /** What a model said to which passages. */
    record Heard(ModelReply reply, List<FoundPassage> passages) {
        static Heard nothing(String why) {
            return new Heard(new ModelReply.Failed(why), List.of());
        }
    }

    /** Whether somebody still waits for the answer. */
    boolean isWaitedFor(Place place) {
        return talks.find(place).isPresent();
    }

    /** Does nothing where somebody else answers by now, or the question was answered. */
    @Transactional
    public void end(Place place, Heard said) {
        talks.close(place)
                .ifPresent(
                        closed -> message(closed.talk(), place.number()).ifPresent(asked -> end(closed, asked, said)));
    }

    private Optional<Message> message(Chats.Talk talk, long number) {
        return conversations.messagesAfter(talk.sender(), talk.conversation().id(), number - 1, 1).stream()
                .findFirst();
    }

    private void end(ModelTalks.Closed closed, Message asked, Heard said) {
        var talk = closed.talk();
        var heard = hearing.heard(talk, new Said(talk.conversation(), asked, true));
        // Switched off means that it isn't heard any more, either.
        var isOn = models.find(talk.sender().workspaceId(), talk.bot().id()).isPresent();
        var reply = isOn ? said.reply() : new ModelReply.Failed("off");
        if (reply instanceof ModelReply.HandOver() && said.passages().isEmpty()) {
            hearing.handOver(talk);
            return;
        }
        var answering = answering(heard, reply, said.passages());
        if (reply instanceof ModelReply.Failed || reply instanceof ModelReply.AskContact) {
            goThrough(closed, asked, answering);
        }
        if (wroteAgain(talk, asked)) {
            // The bot has gone on with that: only what answers the question is still of use.
            answering
                    .answer(asked.content())
                    .ifPresent(
                            text -> conversations.answer(talk.sender(), talk.conversation(), NewMessage.ofBot(text)));
            return;
        }
        hearing.hear(heard, answering);
    }

    /** The model would have answered earlier questions with the last one; without it each is answered by itself. */
    private void goThrough(ModelTalks.Closed closed, Message asked, Answering answering) {
        var talk = closed.talk();
        var earlier = closed.earlier();
        if (earlier.isEmpty()) {
            return;
        }
        var said = new HashSet<String>();
        answering.answer(asked.content()).ifPresent(said::add);
        for (var number : earlier.subList(Math.max(0, earlier.size() - MOST_EARLIER), earlier.size())) {
            for (var message : message(talk, number).stream().toList()) {
                var answer = answering.answer(message.content());
                if (answer.isEmpty()) {
                    hearing.unanswered(talk, message);
                } else if (said.add(answer.get())) {
                    conversations.answer(talk.sender(), talk.conversation(), NewMessage.ofBot(answer.get()));
                }
            }
        }
    }

    private boolean wroteAgain(Chats.Talk talk, Message asked) {
        return conversations
                .messagesAfter(
                        talk.sender(), talk.conversation().id(), asked.number(), VisitorConversations.MOST_MESSAGES)
                .stream()
                .anyMatch(message -> message.role() == MessageRole.USER);
    }

    private Answering answering(ChatHearing.Heard heard, ModelReply reply, List<FoundPassage> passages) {
        var talk = heard.talk();
        var language = talk.conversation().language();
        return switch (reply) {
            case ModelReply.Answer(var text, var used) -> {
                var cited = new Cited(text, used.stream().map(passages::get).toList());
                var answer = BotAnswering.cited(cited, talk.bot().id(), language, talk.origin());
                yield question -> Optional.of(answer);
            }
            case ModelReply.HandOver() ->
                question -> Optional.of(Words.in(language).say("chat.offer"));
            case ModelReply.AskContact() -> question -> Optional.empty();
            case ModelReply.Failed failed -> hearing.fromDocuments(heard);
        };
    }
}
