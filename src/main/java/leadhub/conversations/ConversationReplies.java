package leadhub.conversations;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the team says to visitors. */
@Service
public class ConversationReplies {
    private final ConversationSteps steps;
    private final Taking taking;
    private final Carrier carrier;
    private final MessageDeliveries deliveries;

    ConversationReplies(ConversationSteps steps, Taking taking, Carrier carrier, MessageDeliveries deliveries) {
        this.steps = steps;
        this.taking = taking;
        this.carrier = carrier;
        this.deliveries = deliveries;
    }

    /**
     * Says something to the visitor, and takes the conversation at once: from a bot, out of the queue, and from somebody else where
     * the writer saw that it was theirs.
     */
    @Transactional
    public Said reply(Caller caller, String publicId, NewReply reply) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        var locked = steps.lock(caller, publicId, reply.clientId());
        var seen = locked.conversation();
        if (locked.before().isPresent()) {
            return new Said(seen, locked.before().get(), false);
        }
        // Each refusal has to come before the first write, which is that of a new owner: who tries to reply goes on in
        // the transaction.
        carrier.check(caller, seen, reply);
        var user = Taking.userOf(caller);
        var taken = taking.take(caller, seen, user, reply.version());
        var said = steps.say(
                caller,
                taken,
                new NewMessage(MessageRole.AGENT, user, carrier.wording(caller, taken, reply), reply.clientId(), null));
        deliveries.queue(caller, taken, said.message().number(), reply.template());
        return said;
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
}
