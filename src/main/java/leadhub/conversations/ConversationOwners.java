package leadhub.conversations;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.users.Status;
import leadhub.users.Users;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who of the team has a conversation, until it is settled. */
@Service
public class ConversationOwners {
    private final Taking taking;
    private final ConversationSteps steps;
    private final Handing handing;
    private final Users users;

    ConversationOwners(Taking taking, ConversationSteps steps, Handing handing, Users users) {
        this.taking = taking;
        this.steps = steps;
        this.handing = handing;
        this.users = users;
    }

    /** Takes it: whoever comes second is refused, and told who was first. @param version of the owner as the caller saw it */
    @Transactional
    public Conversation claim(Caller caller, String publicId, @Nullable Long version) {
        var seen = taking.lock(caller, publicId);
        return taking.take(caller, seen, Taking.userOf(caller), version);
    }

    /** Gives it to somebody of the team who may answer; from somebody else only under the version that the caller saw. */
    @Transactional
    public Conversation assign(Caller caller, String publicId, long userId, @Nullable Long version) {
        var seen = taking.lock(caller, publicId);
        var user = users.find(caller, userId)
                .filter(found -> found.status() == Status.ACTIVE && found.role().covers(Role.AGENT))
                .orElseThrow(() -> Problem.invalid("user_id", Refusal.of("in")).exception());
        return taking.take(caller, seen, user.id(), version);
    }

    /** Gives it back, for whoever takes it first; what a bot has goes to whose turn it is. */
    @Transactional
    public Conversation release(Caller caller, String publicId, @Nullable Long version) {
        var seen = taking.lock(caller, publicId);
        taking.requireVersion(caller, seen, version);
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
        var seen = taking.lock(caller, looked.publicId());
        if (seen.isOver() || seen.owner().version() != looked.owner().version()) {
            return;
        }
        var words = Words.in(seen.language());
        steps.say(caller, seen, NewMessage.ofSystem(words.say("chat.taken-back")));
        handing.enqueue(caller, seen, seen.owner().userId());
    }

    /** It is settled. */
    @Transactional
    public Conversation resolve(Caller caller, String publicId, @Nullable Long version) {
        var seen = taking.lock(caller, publicId);
        if (seen.isOver()) {
            return seen;
        }
        taking.requireVersion(caller, seen, version);
        var owner = seen.owner();
        return steps.own(caller, seen, ConversationStatus.COMPLETED, owner.kind(), owner.userId());
    }
}
