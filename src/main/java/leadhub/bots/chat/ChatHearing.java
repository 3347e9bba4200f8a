package leadhub.bots.chat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.bots.flows.FlowCommands;
import leadhub.bots.flows.FlowMoment.Answering;
import leadhub.bots.flows.FlowState;
import leadhub.bots.flows.FlowTurn;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.VisitorConversations;
import leadhub.web.input.Contacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What a bot makes of something that a visitor has said, within the transaction of a verb: what it says, and what it notices. */
@Component
class ChatHearing {
    private final VisitorConversations conversations;
    private final BotAnswers answers;
    private final ChatFlows flows;
    private final ChatKnowledge knowledge;
    private final ChatCapture capture;

    ChatHearing(
            VisitorConversations conversations,
            BotAnswers answers,
            ChatFlows flows,
            ChatKnowledge knowledge,
            ChatCapture capture) {
        this.conversations = conversations;
        this.answers = answers;
        this.flows = flows;
        this.knowledge = knowledge;
        this.capture = capture;
    }

    /**
     * What was heard.
     *
     * @param seen how the conversation was then
     * @param botState what the bot remembers of it, as JSON; empty where a person answers, and the message has no address or number
     */
    record Heard(Chats.Talk talk, Conversation seen, Message message, Contacts contacts, String botState) {
        /** Whether the bot is the one to answer. */
        private boolean isForBot() {
            return seen.owner().isBot() && !seen.isOver() && talk.bot().terms().isActive();
        }

        /** Whether it can be a question to the bot at all; asks nobody. */
        boolean mayAsk() {
            return isForBot() && !isForPerson() && contacts.isNone();
        }

        private boolean isForPerson() {
            return FlowCommands.in(message.content()).equals(Optional.of(FlowCommands.Command.PERSON));
        }
    }

    Heard heard(Chats.Talk talk, Said said) {
        var seen = said.conversation();
        var contacts = Contacts.in(said.message().content(), talk.sender().defaultCountry());
        var mayMatter = seen.owner().isBot() || !contacts.isNone();
        var botState = mayMatter ? conversations.botState(talk.sender(), seen.id()) : "{}";
        return new Heard(talk, seen, said.message(), contacts, botState);
    }

    /** Whether what the bot knows is to answer it, and nothing else does. */
    boolean isQuestion(Heard heard) {
        if (!heard.mayAsk()) {
            return false;
        }
        var isAsked = new AtomicBoolean();
        var turn = turn(heard, question -> {
            isAsked.set(true);
            return Optional.empty();
        });
        return turn.isEmpty() || isAsked.get();
    }

    /** The bot answers, as long as it is the one to, from the documents that it has. */
    void hear(Heard heard) {
        hear(heard, fromDocuments(heard));
    }

    /** What the documents say word for word. */
    Answering fromDocuments(Heard heard) {
        return question -> knowledge.find(heard.talk(), question);
    }

    /** Somebody of the team may answer it. */
    void unanswered(Chats.Talk talk, Message message) {
        knowledge.unanswered(talk, message);
    }

    /** @param answering what answers a question */
    void hear(Heard heard, Answering answering) {
        var isForBot = heard.isForBot();
        if (isForBot && heard.isForPerson()) {
            capture(heard, null);
            handOver(heard.talk());
            return;
        }
        var turn = isForBot ? turn(heard, answering) : Optional.<FlowTurn>empty();
        capture(heard, turn.orElse(null));
        if (turn.isPresent()) {
            take(heard.talk().sender(), heard.seen(), heard.botState(), turn.get());
            if (turn.get().isUnanswered()) {
                knowledge.unanswered(heard.talk(), heard.message());
            }
        } else if (isForBot) {
            answer(heard, answering);
        }
    }

    /** What the bot's flow makes of it; empty where none waits for an answer. */
    private Optional<FlowTurn> turn(Heard heard, Answering answering) {
        var talk = heard.talk();
        var said = heard.message().content();
        return flows.place(talk.sender(), talk.bot(), heard.botState())
                .filter(place -> place.state().isOn() || isRestart(said))
                .map(place -> flows.hear(
                        talk, new ChatFlows.Place(place.flow(), place.state().met(heard.contacts())), said, answering));
    }

    private static boolean isRestart(String said) {
        return FlowCommands.in(said).equals(Optional.of(FlowCommands.Command.RESTART));
    }

    /** Does what the flow says, as long as the bot is the one to. */
    void take(Caller sender, Conversation seen, String botState, FlowTurn turn) {
        if (!conversations.remember(sender, seen, ChatFlows.kept(botState, turn.state()))) {
            return;
        }
        turn.lines().forEach(line -> conversations.answer(sender, seen, NewMessage.ofBot(line.text(), line.asks())));
        switch (turn.outcome()) {
            case WAITS -> {
                // For the visitor.
            }
            case HANDED_OVER -> {
                var after = conversations.handOver(sender, seen.id());
                conversations.tell(sender, after, answers.waiting(sender, seen.language()));
            }
            case ENDED -> conversations.end(sender, seen.id());
        }
    }

    /** What was found out makes a lead, or adds to it. */
    private void capture(Heard heard, @Nullable FlowTurn turn) {
        var talk = heard.talk();
        var before = FlowState.of(Json.MAPPER.readTree(heard.botState()).path("flow"))
                .known();
        var known = turn == null ? before : turn.state().known();
        var consent = consent(heard, turn);
        var isReachable = talk.conversation().leadId() != null || before.isReachable();
        if (!heard.contacts().isNone() || isReachable && (consent != null || !known.isAs(before))) {
            capture.take(talk, heard.message(), new ChatCapture.Facts(heard.contacts(), known, consent));
        }
    }

    /** What the visitor has agreed to with it; only who was asked with a text has read it. */
    private @Nullable ObjectNode consent(Heard heard, @Nullable FlowTurn turn) {
        var talk = heard.talk();
        var text = turn == null ? null : turn.agreedTo();
        if (turn == null
                && !heard.contacts().isNone()
                && BotAnswers.State.of(heard.botState()).asked() > 0) {
            text = BotAnswers.consent(talk.bot().terms(), talk.conversation().language());
        }
        if (text == null) {
            return null;
        }
        var consent = capture.consent(text);
        conversations.agree(talk.sender(), talk.conversation().id(), consent);
        return consent;
    }

    /** What the bot knows comes first; then what it needs so that somebody can come back to the visitor. */
    private void answer(Heard heard, Answering answering) {
        var talk = heard.talk();
        var seen = heard.seen();
        var terms = talk.bot().terms();
        var state = BotAnswers.State.of(heard.botState());
        var isReachable = !heard.contacts().isNone() || seen.leadId() != null;
        var known = knowledge.answer(talk, heard.message(), answering);
        var step = known.isPresent()
                ? answers.known(terms, seen.language(), state, known.get(), isReachable)
                : answers.next(talk.sender(), terms, seen.language(), state, isReachable);
        if (conversations.remember(talk.sender(), seen, step.state().kept(heard.botState()))) {
            step.texts().forEach(text -> conversations.answer(talk.sender(), seen, NewMessage.ofBot(text)));
        }
    }

    /** Puts it into the queue, and tells the visitor whether somebody is there. Does nothing where they wait already, or have one. */
    Conversation handOver(Chats.Talk talk) {
        var seen = conversations.lock(talk.sender(), talk.conversation().id());
        if (!seen.owner().isBot() && !seen.isOver()) {
            return seen;
        }
        var after = conversations.handOver(talk.sender(), seen.id());
        if (after.owner().isQueue()) {
            conversations.tell(talk.sender(), after, answers.waiting(talk.sender(), seen.language()));
        }
        return conversations.get(talk.sender(), seen.id());
    }
}
