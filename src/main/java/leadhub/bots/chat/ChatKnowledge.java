package leadhub.bots.chat;

import java.util.Optional;
import leadhub.bots.flows.FlowMoment.Answering;
import leadhub.bots.knowledge.BotAnswering;
import leadhub.bots.knowledge.Questions;
import leadhub.conversations.Message;
import leadhub.web.input.Contacts;
import org.springframework.stereotype.Component;

/** Answers visitors from what their bot knows, and keeps what it doesn't. */
@Component
class ChatKnowledge {
    private final BotAnswering answering;
    private final Questions questions;

    ChatKnowledge(BotAnswering answering, Questions questions) {
        this.answering = answering;
        this.questions = questions;
    }

    /** What answers a message; what nothing answers is kept, if the bot knows anything at all. */
    Optional<String> answer(Chats.Talk talk, Message message, Answering how) {
        var bot = talk.bot().id();
        if (isContact(talk, message) || !answering.knowsAnything(talk.sender(), bot)) {
            return Optional.empty();
        }
        var found = how.answer(message.content());
        if (found.isEmpty()) {
            unanswered(talk, message);
        }
        return found;
    }

    /** What the documents say to a question, word for word. */
    Optional<String> find(Chats.Talk talk, String question) {
        var language = talk.conversation().language();
        return answering.find(talk.sender(), talk.bot().id(), language, question, talk.origin());
    }

    /** Somebody of the team may give the answer; what has an address in it isn't kept. */
    void unanswered(Chats.Talk talk, Message message) {
        if (!isContact(talk, message)) {
            var conversation = talk.conversation();
            questions.keep(
                    talk.sender(), talk.bot().id(), conversation.id(), conversation.language(), message.content());
        }
    }

    private static boolean isContact(Chats.Talk talk, Message message) {
        return !Contacts.in(message.content(), talk.sender().defaultCountry()).isNone();
    }
}
