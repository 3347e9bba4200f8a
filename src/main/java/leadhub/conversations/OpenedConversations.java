package leadhub.conversations;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conversations by messengers that we begin: with a lead that has a phone number, by a template that the provider has approved. Where
 * one with the person is open it goes on there.
 */
@Service
public class OpenedConversations {
    private final ConversationSql sql;
    private final ConversationSteps steps;
    private final ContactConversations contacts;
    private final ConversationReplies replies;
    private final Sending sending;

    /** How what is said gets to people. */
    @Component
    record Sending(Carrier carrier, MessageDeliveries deliveries) {}

    OpenedConversations(
            ConversationSql sql,
            ConversationSteps steps,
            ContactConversations contacts,
            ConversationReplies replies,
            Sending sending) {
        this.sql = sql;
        this.steps = steps;
        this.contacts = contacts;
        this.replies = replies;
        this.sending = sending;
    }

    /** By what it can be done. */
    public List<Carrier.Way> ways(Caller caller) {
        return sending.carrier().ways(caller);
    }

    /** With what, by one of them. */
    public List<ApprovedTemplate> templates(Caller caller, long integrationId) {
        return sending.carrier().templates(caller, integrationId);
    }

    /** Has them fetched anew: somebody has just approved one. */
    @Transactional
    public void refresh(Caller caller, long integrationId) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        sending.carrier().refresh(caller, integrationId);
    }

    /** Somebody of the team writes first, and has the conversation. The same client's id again is the same message. */
    @Transactional
    public Said open(Caller caller, long leadId, long integrationId, NewReply reply) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        var before = before(caller, leadId, integrationId);
        var said = saidBefore(caller, before.latest(), reply);
        if (said.isPresent()) {
            return said.get();
        }
        var open = before.open();
        if (open != null) {
            return replies.reply(caller, open.publicId(), reply);
        }
        var begun = begin(caller, leadId, before);
        sending.carrier().check(caller, begun, reply);
        var user = Taking.userOf(caller);
        var owned = steps.own(caller, begun, ConversationStatus.HANDOVER, Owner.Kind.AGENT, user);
        return say(caller, owned, MessageRole.AGENT, user, reply);
    }

    /** A program writes first; once the person answers, the team does. The same client's id again is the same message. */
    @Transactional
    public Said tell(Caller caller, long leadId, long integrationId, NewReply reply) {
        var before = before(caller, leadId, integrationId);
        var said = saidBefore(caller, before.latest(), reply);
        if (said.isPresent()) {
            return said.get();
        }
        var open = before.open();
        if (open != null) {
            return contacts.tell(caller, open.publicId(), reply);
        }
        var begun = begin(caller, leadId, before);
        sending.carrier().check(caller, begun, reply);
        return say(caller, begun, MessageRole.ASSISTANT, null, reply);
    }

    /** Who is written to, and what was talked about with them last. */
    private record Before(
            Carrier.Receiver receiver, @Nullable Conversation latest) {
        @Nullable
        Conversation open() {
            return latest == null || latest.isOver() ? null : latest;
        }
    }

    /** What the messenger calls somebody may be another number than the one that people dial. */
    private Before before(Caller caller, long leadId, long integrationId) {
        var receiver = sending.carrier().receiver(caller, leadId, integrationId);
        var ofLead = sql.latestOf(caller.workspaceId(), leadId, integrationId);
        var latest = ofLead.filter(one -> !one.isOver()).or(() -> contacts.latest(caller, receiver.contact()));
        if (isStopped(ofLead) || isStopped(latest)) {
            throw new Problem.Conflict(Refusal.of("messenger.stopped")).exception();
        }
        return new Before(receiver, latest.orElse(null));
    }

    private static boolean isStopped(Optional<Conversation> conversation) {
        return conversation
                .map(Conversation::contact)
                .filter(Contact::isStopped)
                .isPresent();
    }

    private Optional<Said> saidBefore(Caller caller, @Nullable Conversation latest, NewReply reply) {
        return latest == null
                ? Optional.empty()
                : steps.before(caller, latest.id(), reply.clientId()).map(message -> new Said(latest, message, false));
    }

    private Conversation begin(Caller caller, long leadId, Before before) {
        var receiver = before.receiver();
        return contacts.begin(caller, receiver.channel(), receiver.contact(), before.latest(), leadId);
    }

    private Said say(Caller caller, Conversation begun, MessageRole role, @Nullable Long userId, NewReply reply) {
        var content = sending.carrier().wording(caller, begun, reply);
        var message = steps.say(caller, begun, new NewMessage(role, userId, content, reply.clientId(), null))
                .message();
        sending.deliveries().queue(caller, begun, message.number(), reply.template());
        sql.readByTeam(caller.workspaceId(), begun.id(), message.number());
        return new Said(steps.now(caller, begun.id()), message, true);
    }
}
