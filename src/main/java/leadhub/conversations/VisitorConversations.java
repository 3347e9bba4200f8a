package leadhub.conversations;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.ConversationNews.Kind;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Conversations as visitors and bots hold them. The caller is a bot, on whose behalf a visitor's step is written down too. */
@Service
public class VisitorConversations {
    /** For so long after its end a visitor can go on with one. */
    public static final Duration REOPENED_WITHIN = Duration.ofHours(24);
    /** In one conversation. */
    public static final int MOST_MESSAGES = 2_000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LETTERS = 20;

    private final ConversationSql sql;
    private final MessageSql messages;
    private final ConversationSteps steps;
    private final Knowing knowing;
    private final Hearing hearing;

    /** How others hear of it, who of them takes it, what is remembered, and when. */
    @Component
    record Hearing(ConversationNews news, Handing handing, ConversationMemorySql memory, Clock clock) {}

    /** By what a visitor is known: the token that their page has, or a link that was mailed to them. */
    @Component
    record Knowing(VisitorTokenSql tokens, WaysBack ways, VisitorIdentitySql identities) {
        Optional<VisitorTokenSql.Place> find(String token) {
            return tokens.find(token)
                    .or(() -> ways.open(token).filter(this::leadsThere).map(WaysBack.Way::place));
        }

        private boolean leadsThere(WaysBack.Way way) {
            var place = way.place();
            return way.isTied()
                    || identities
                            .find(place.workspaceId(), place.conversationId())
                            .isEmpty();
        }
    }

    VisitorConversations(
            ConversationSql sql, MessageSql messages, ConversationSteps steps, Knowing knowing, Hearing hearing) {
        this.sql = sql;
        this.messages = messages;
        this.steps = steps;
        this.knowing = knowing;
        this.hearing = hearing;
    }

    /** A conversation that has begun, and by what its visitor is known. */
    public record Started(Conversation conversation, String token) {}

    /** Whose conversation a token opens. */
    public record Opened(long workspaceId, Conversation conversation) {}

    /** Begins one. */
    @Transactional
    public Started start(Caller caller, NewConversation wanted) {
        var workspaceId = caller.workspaceId();
        var id = sql.newId(workspaceId);
        sql.insert(workspaceId, id, newPublicId(), wanted, Times.now(hearing.clock()));
        var token = knowing.tokens().issue(workspaceId, id);
        return new Started(steps.begun(caller, id), token);
    }

    /** One more token for a visitor who has shown elsewhere that it is theirs. */
    @Transactional
    public Started goOn(Caller caller, long id) {
        var found = steps.now(caller, id);
        return new Started(found, knowing.tokens().issue(caller.workspaceId(), id));
    }

    /** The conversation of that id, if the token is its visitor's. */
    public Optional<Opened> open(String publicId, String token) {
        return open(token).filter(opened -> opened.conversation().publicId().equals(publicId));
    }

    /** The conversation that a token opens. */
    public Optional<Opened> open(String token) {
        return knowing.find(token)
                .flatMap(place -> sql.find(place.workspaceId(), place.conversationId())
                        .map(found -> new Opened(place.workspaceId(), found)));
    }

    /** How it is now. */
    public Conversation get(Caller caller, long id) {
        return steps.now(caller, id);
    }

    /** The same; empty where it was erased. */
    public Optional<Conversation> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** The same, held until the transaction ends. */
    public Optional<Conversation> lockIfThere(long workspaceId, long id) {
        return sql.lock(workspaceId, id);
    }

    /** How it is now, held until the transaction ends. */
    public Conversation lock(Caller caller, long id) {
        return steps.lock(caller, id);
    }

    /** The one with that id, held until the transaction ends. */
    public Conversation lock(Caller caller, String publicId) {
        return sql.lock(caller.workspaceId(), publicId).orElseThrow(ConversationSteps::unknown);
    }

    /** Whom the visitor turned out to be; it stands on the lead's timeline, once as a whole. @param sent what they gave */
    @Transactional
    public void capture(Caller caller, Conversation locked, long leadId, ObjectNode sent) {
        steps.captured(caller, locked, leadId, sent);
        hearing.handing().captured(caller, locked, leadId);
    }

    /** To what the visitor agreed. */
    @Transactional
    public void agree(Caller caller, long id, ObjectNode consent) {
        hearing.memory().agree(caller.workspaceId(), id, Json.write(consent));
    }

    /** The visitor is told what happens to the conversation. */
    @Transactional
    public Message tell(Caller caller, Conversation locked, String text) {
        return steps.say(caller, locked, NewMessage.ofSystem(text)).message();
    }

    /** What was said behind a message, in its order. */
    public List<Message> messagesAfter(Caller caller, long id, long number, int most) {
        return messages.after(caller.workspaceId(), id, number, most);
    }

    /** What was said behind a message, in its order, and how the conversation is then. */
    public record Look(List<Message> messages, Conversation conversation) {}

    public Look look(Caller caller, long id, long number, int most) {
        var found = messages.afterWith(caller.workspaceId(), id, number, most);
        return new Look(found.first(), found.second().stream().findFirst().orElseThrow(ConversationSteps::unknown));
    }

    /** The visitor says something; the same client's id again is the same message. One that was over goes on. */
    @Transactional
    public Said say(Caller caller, String publicId, NewMessage wanted) {
        var locked = steps.lock(caller, publicId, wanted.clientId());
        var seen = locked.conversation();
        if (locked.before().isPresent()) {
            return new Said(seen, locked.before().get(), false);
        }
        if (seen.marks().last() >= MOST_MESSAGES) {
            throw new Problem.Conflict(Refusal.of("conversation.too_long").with("max", MOST_MESSAGES)).exception();
        }
        var open = seen.isOver() ? reopen(caller, seen) : seen;
        return steps.say(caller, open, wanted);
    }

    /** What the visitor answered where it can't be shown to whoever has their page: the team reads it, and a person is wanted. */
    @Transactional
    public void noteAnswer(Caller caller, long id, String content, String clientId) {
        var seen = steps.lock(caller, id);
        var isNew = steps.noted(caller, seen, content, clientId);
        if (isNew && (seen.owner().isBot() || seen.isOver())) {
            hearing.handing().enqueue(caller, seen, null);
        }
    }

    private Conversation reopen(Caller caller, Conversation seen) {
        var endedAt = seen.moments().endedAt();
        if (endedAt == null || endedAt.plus(REOPENED_WITHIN).isBefore(Times.now(hearing.clock()))) {
            throw new Problem.Conflict(Refusal.of("conversation.over")).exception();
        }
        return seen.owner().isBot()
                ? steps.own(caller, seen, ConversationStatus.ACTIVE, Owner.Kind.BOT, null)
                : hearing.handing().enqueue(caller, seen, null);
    }

    /** The bot says something under the version that it saw; empty if another one answers by now. */
    @Transactional
    public Optional<Message> answer(Caller caller, Conversation seen, NewMessage wanted) {
        var now = steps.lock(caller, seen.id());
        var isBots = now.owner().isBot()
                && !now.isOver()
                && now.owner().version() == seen.owner().version();
        return isBots ? Optional.of(steps.say(caller, now, wanted).message()) : Optional.empty();
    }

    /** What the bot remembers of the conversation, as JSON. */
    public String botState(Caller caller, long id) {
        return hearing.memory().botState(caller.workspaceId(), id);
    }

    /** Remembers something under the version that the bot saw; false if another one answers by now. */
    @Transactional
    public boolean remember(Caller caller, Conversation seen, String state) {
        return hearing.memory()
                .remember(caller.workspaceId(), seen.id(), seen.owner().version(), state);
    }

    /** The visitor wants a person: whoever of the team has the next turn, or takes it first. Does nothing where it waits already, or a person has it. */
    @Transactional
    public Conversation handOver(Caller caller, long id) {
        var seen = steps.lock(caller, id);
        return seen.owner().isBot() || seen.isOver() ? hearing.handing().enqueue(caller, seen, null) : seen;
    }

    /** It is over; whoever had it keeps it. */
    @Transactional
    public Conversation end(Caller caller, long id) {
        var seen = steps.lock(caller, id);
        var owner = seen.owner();
        return seen.isOver()
                ? seen
                : steps.own(caller, seen, ConversationStatus.COMPLETED, owner.kind(), owner.userId());
    }

    /** The visitor has read up to that message. */
    @Transactional
    public void read(Caller caller, long id, long number) {
        if (sql.readByVisitor(caller.workspaceId(), id, number)) {
            hearing.news().tell(caller, id, Kind.CHANGED);
        }
    }

    /** The visitor writes at this moment. */
    @Transactional
    public void type(Caller caller, long id) {
        hearing.news().tell(caller, id, Kind.VISITOR_TYPES);
    }

    /** The bot needs a moment for its answer. */
    @Transactional
    public void think(Caller caller, long id) {
        hearing.news().tell(caller, id, Kind.BOT_THINKS);
    }

    static String newPublicId() {
        var id = new StringBuilder("conv_");
        for (var i = 0; i < ID_LETTERS; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
