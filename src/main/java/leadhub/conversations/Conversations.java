package leadhub.conversations;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conversations as the team sees them. Each step is taken under the version of the owner that whoever takes it saw: of two who
 * claim at once one gets it, and the other is told who did.
 */
@Service
public class Conversations {
    static final int MOST_NOTES = 500;

    private final ConversationSql sql;
    private final ConversationListSql lists;
    private final MessageSql messages;
    private final ConversationSteps steps;
    private final Handing handing;
    private final People people;

    /** Who of the team answers, how others hear of it, and how it gets to them. */
    @Component
    record People(Users users, ConversationNews news, Clock clock, Carrier carrier, MessageDeliveries deliveries) {}

    Conversations(
            ConversationSql sql,
            ConversationListSql lists,
            MessageSql messages,
            ConversationSteps steps,
            Handing handing,
            People people) {
        this.sql = sql;
        this.lists = lists;
        this.messages = messages;
        this.steps = steps;
        this.handing = handing;
        this.people = people;
    }

    /** How much there is of a bot. */
    public record BotCounts(long conversations, long messages) {
        public static final BotCounts NONE = new BotCounts(0, 0);
    }

    /** One page of them. */
    public Page<Conversation> list(Caller caller, ConversationFilter filter, ConversationSort sort, Slice slice) {
        return lists.list(caller.workspaceId(), filter, sort, slice);
    }

    /** How many there are to look after. */
    public InboxCounts counts(Caller caller) {
        var userId = caller.actor().kind() == Actor.Kind.USER ? caller.actor().id() : 0;
        return lists.counts(caller.workspaceId(), userId);
    }

    /** How many conversations and messages there are, by bot; bots without any are absent. */
    public Map<String, BotCounts> countsByBot(Caller caller, List<String> botIds) {
        return lists.byBot(caller.workspaceId(), botIds);
    }

    /** The conversation, if it is this workspace's. */
    public Conversation get(Caller caller, String publicId) {
        return find(caller, publicId).orElseThrow(ConversationSteps::unknown);
    }

    public Optional<Conversation> find(Caller caller, String publicId) {
        return sql.find(caller.workspaceId(), publicId);
    }

    /** One page of what was said, from the first message on. */
    public Page<Message> messages(Caller caller, String publicId, Slice slice) {
        return messages.page(caller.workspaceId(), get(caller, publicId).id(), slice);
    }

    /** What was said behind a message, in its order. */
    public List<Message> messagesAfter(Caller caller, Conversation conversation, long number, int most) {
        return messages.after(caller.workspaceId(), conversation.id(), number, most);
    }

    /** The last notes of the team, in their order. */
    public List<ConversationNote> notes(Caller caller, Conversation conversation) {
        return messages.notes(caller.workspaceId(), conversation.id(), MOST_NOTES);
    }

    /** One page of the team's notes, from the first one on. */
    public Page<ConversationNote> notes(Caller caller, String publicId, Slice slice) {
        return messages.notePage(caller.workspaceId(), get(caller, publicId).id(), slice);
    }

    /** Takes it: whoever comes second is refused, and told who was first. @param version of the owner as the caller saw it */
    @Transactional
    public Conversation claim(Caller caller, String publicId, @Nullable Long version) {
        var seen = lock(caller, publicId);
        var user = userOf(caller);
        if (isOf(seen, user) && !seen.isOver()) {
            return seen;
        }
        requireMine(caller, seen, version);
        return handing.give(caller, seen, user);
    }

    /** Gives it to somebody of the team who may answer; from somebody else only under the version that the caller saw. */
    @Transactional
    public Conversation assign(Caller caller, String publicId, long userId, @Nullable Long version) {
        var seen = lock(caller, publicId);
        var user = people.users()
                .find(caller, userId)
                .filter(found -> found.status() == Status.ACTIVE && found.role().covers(Role.AGENT))
                .orElseThrow(() -> Problem.invalid("user_id", Refusal.of("in")).exception());
        if (isOf(seen, user.id()) && !seen.isOver()) {
            return seen;
        }
        requireMine(caller, seen, version);
        return handing.give(caller, seen, user.id());
    }

    /** Gives it back, for whoever takes it first; what a bot has goes to whose turn it is. */
    @Transactional
    public Conversation release(Caller caller, String publicId, @Nullable Long version) {
        var seen = lock(caller, publicId);
        requireVersion(caller, seen, version);
        if (seen.owner().isBot()) {
            return handing.enqueue(caller, seen, null);
        }
        return seen.owner().isQueue() && !seen.isOver()
                ? seen
                : steps.own(caller, seen, ConversationStatus.HANDOVER, Owner.Kind.QUEUE, null);
    }

    /**
     * Takes it from somebody who doesn't answer, or isn't there any more, unless that has changed since it was looked at; the visitor
     * is told.
     */
    @Transactional
    public void takeBack(Caller caller, Conversation looked) {
        var seen = lock(caller, looked.publicId());
        if (seen.isOver() || seen.owner().version() != looked.owner().version()) {
            return;
        }
        var words = Words.in(seen.language());
        steps.say(caller, seen, NewMessage.ofSystem(words.say("chat.taken-back")));
        handing.enqueue(caller, seen, seen.owner().userId());
    }

    /**
     * Says something to the visitor, and takes the conversation at once: from a bot, out of the queue, and from somebody else where
     * the writer saw that it was theirs.
     */
    @Transactional
    public Said reply(Caller caller, String publicId, NewReply reply) {
        var seen = lock(caller, publicId);
        var before = steps.before(caller, seen.id(), reply.clientId());
        if (before.isPresent()) {
            return new Said(seen, before.get(), false);
        }
        // Each refusal has to come before the first write, which is that of a new owner: who tries to reply goes on in
        // the transaction.
        people.carrier().check(caller, seen, reply);
        var user = userOf(caller);
        if (!isOf(seen, user) || seen.isOver()) {
            requireMine(caller, seen, reply.version());
            seen = handing.give(caller, seen, user);
        }
        var message = steps.say(
                caller,
                seen,
                new NewMessage(
                        MessageRole.AGENT,
                        user,
                        people.carrier().wording(caller, seen, reply),
                        reply.clientId(),
                        null));
        people.deliveries().queue(caller, seen, message.number(), reply.template());
        sql.readByTeam(caller.workspaceId(), seen.id(), message.number());
        return new Said(steps.now(caller, seen.id()), message, true);
    }

    /**
     * The same of somebody who waits for no answer: empty where it was said, else why it wasn't, and nothing is changed, for all that
     * refuses a reply comes before its first write.
     */
    @Transactional
    public Optional<Refusal> tryReply(Caller caller, String publicId, NewReply reply) {
        try {
            // Not by the proxy, which would undo the transaction of whoever calls.
            reply(caller, publicId, reply);
            return Optional.empty();
        } catch (ProblemException e) {
            return switch (e.problem()) {
                case Problem.Conflict(var why) -> Optional.of(why);
                case Problem.Invalid(var errors) ->
                    errors.values().stream().flatMap(List::stream).findFirst();
                default -> throw e;
            };
        }
    }

    /** It is settled. */
    @Transactional
    public Conversation resolve(Caller caller, String publicId, @Nullable Long version) {
        var seen = lock(caller, publicId);
        if (seen.isOver()) {
            return seen;
        }
        requireVersion(caller, seen, version);
        var owner = seen.owner();
        return steps.own(caller, seen, ConversationStatus.COMPLETED, owner.kind(), owner.userId());
    }

    /** Writes something down for the team alone. */
    @Transactional
    public ConversationNote note(Caller caller, String publicId, String content) {
        return noted(caller, publicId, content, null).orElseThrow();
    }

    /** The same, once; false where it was before. @param clientId by which whoever sends it knows it */
    @Transactional
    public boolean noteOnce(Caller caller, String publicId, String content, String clientId) {
        return noted(caller, publicId, content, clientId).isPresent();
    }

    private Optional<ConversationNote> noted(
            Caller caller, String publicId, String content, @Nullable String clientId) {
        var seen = lock(caller, publicId);
        var wanted = new MessageSql.NewNote(userOf(caller), content, clientId);
        var note = messages.note(caller.workspaceId(), seen, wanted, Times.now(people.clock()));
        if (note.isPresent()) {
            people.news().tell(seen.id(), ConversationNews.Kind.CHANGED);
        }
        return note;
    }

    /** Whether there is a note with that client's id. */
    public boolean isNoted(Caller caller, Conversation conversation, String clientId) {
        return messages.isNoted(caller.workspaceId(), conversation.id(), clientId);
    }

    /** The team has read up to that message. */
    @Transactional
    public void read(Caller caller, String publicId, long number) {
        var seen = get(caller, publicId);
        if (sql.readByTeam(caller.workspaceId(), seen.id(), number)) {
            people.news().tell(seen.id(), ConversationNews.Kind.CHANGED);
        }
    }

    /** Somebody of the team writes at this moment; the visitor sees it for some seconds. */
    @Transactional
    public void type(Caller caller, String publicId) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        people.news().tell(get(caller, publicId).id(), ConversationNews.Kind.TEAM_TYPES);
    }

    private Conversation lock(Caller caller, String publicId) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        return steps.lock(caller, get(caller, publicId).id());
    }

    private static @Nullable Long userOf(Caller caller) {
        return caller.actor().kind() == Actor.Kind.USER ? (Long) caller.actor().id() : null;
    }

    private static boolean isOf(Conversation seen, @Nullable Long userId) {
        return seen.owner().kind() == Owner.Kind.AGENT
                && Objects.equals(seen.owner().userId(), userId);
    }

    private void requireVersion(Caller caller, Conversation seen, @Nullable Long version) {
        if (version != null && version != seen.owner().version()) {
            throw changed(caller, seen);
        }
    }

    /** Without having looked nobody takes what is another one's. */
    private void requireMine(Caller caller, Conversation seen, @Nullable Long version) {
        requireVersion(caller, seen, version);
        if (version == null && seen.owner().kind() == Owner.Kind.AGENT && !seen.isOver()) {
            throw changed(caller, seen);
        }
    }

    /** Says who has it by now. */
    private RuntimeException changed(Caller caller, Conversation seen) {
        var userId = seen.owner().userId();
        if (seen.isOver()) {
            return new Problem.Conflict(Refusal.of("conversation.over")).exception();
        }
        if (userId == null) {
            return new Problem.Conflict(Refusal.of("conversation.changed")).exception();
        }
        var name = people.users().find(caller, userId).map(User::name).orElse("?");
        return new Problem.Conflict(Refusal.of("conversation.taken").with("name", name)).exception();
    }
}
