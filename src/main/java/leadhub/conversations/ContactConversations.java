package leadhub.conversations;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conversations by messengers, as people there hold them: one that is open with each of them at a time. A person answers; what
 * happens to it is told to the team alone.
 */
@Service
public class ContactConversations {
    private static final Visitor NOBODYS = new Visitor(null, null, null, null);

    private final ConversationSql sql;
    private final ConversationSteps steps;
    private final Handing handing;
    private final Sending sending;
    private final Clock clock;

    /** How what is said gets to people. */
    @Component
    record Sending(Carrier carrier, MessageDeliveries deliveries, ConversationNews news) {}

    ContactConversations(ConversationSql sql, ConversationSteps steps, Handing handing, Sending sending, Clock clock) {
        this.sql = sql;
        this.steps = steps;
        this.handing = handing;
        this.sending = sending;
        this.clock = clock;
    }

    /** Somebody says something; the same client's id again is the same message. */
    @Transactional
    public Said hear(Caller caller, Channel channel, Contact contact, NewMessage message) {
        var latest = latest(caller, contact);
        var before = latest.flatMap(one -> steps.before(caller, one.id(), message.clientId()));
        if (before.isPresent()) {
            return new Said(latest.get(), before.get(), false);
        }
        var going = latest.filter(one -> goesOn(caller, one)).orElse(null);
        var open = going == null ? begin(caller, channel, contact, latest.orElse(null), null) : going;
        var said = steps.say(caller, open, message);
        sql.wrote(caller.workspaceId(), open.id(), contact.name(), Objects.requireNonNull(contact.wroteAt()));
        // What a program has begun is the team's once somebody answers.
        if (going == null || going.isOver() || going.owner().isBot()) {
            handing.enqueue(caller, steps.now(caller, open.id()), null);
        }
        return new Said(steps.now(caller, open.id()), said.message(), true);
    }

    /** Somebody wants nothing more of us, or wants it again: the latest conversation with them, if that changes it. @param at null for the latter */
    @Transactional
    public Optional<Conversation> stop(Caller caller, long integrationId, String contactId, @Nullable Instant at) {
        var changed = sql.stop(caller.workspaceId(), integrationId, contactId, at);
        changed.forEach(id -> sending.news().tell(caller, id, ConversationNews.Kind.CHANGED));
        return changed.isEmpty() ? Optional.empty() : sql.latestWith(caller.workspaceId(), integrationId, contactId);
    }

    /** The conversation that a lead was in last by a messenger, or by a certain one. @param integrationId null for any */
    public Optional<Conversation> latestOf(Caller caller, long leadId, @Nullable Long integrationId) {
        return sql.latestOf(caller.workspaceId(), leadId, integrationId);
    }

    /** A program says something on the team's behalf; whoever is to answer still is. The same client's id again is the same message. */
    @Transactional
    public Said tell(Caller caller, String publicId, NewReply reply) {
        var locked = steps.lock(caller, publicId, reply.clientId());
        var seen = locked.conversation();
        if (locked.before().isPresent()) {
            return new Said(seen, locked.before().get(), false);
        }
        if (seen.contact() != null && seen.contact().isStopped()) {
            throw new Problem.Conflict(Refusal.of("messenger.stopped")).exception();
        }
        sending.carrier().check(caller, seen, reply);
        var said = steps.say(
                caller,
                seen,
                new NewMessage(
                        MessageRole.ASSISTANT,
                        null,
                        sending.carrier().wording(caller, seen, reply),
                        reply.clientId(),
                        null));
        sending.deliveries().queue(caller, seen, said.message().number(), reply.template());
        return said;
    }

    /** The latest one with somebody, held until the transaction ends. */
    public Optional<Conversation> latest(Caller caller, Contact contact) {
        return sql.latestWith(caller.workspaceId(), contact.integrationId(), contact.id());
    }

    /** One that was over goes on within a day; one that is as long as it may be is over. */
    private boolean goesOn(Caller caller, Conversation one) {
        var isFull = one.marks().last() >= VisitorConversations.MOST_MESSAGES;
        if (one.isOver()) {
            return !isFull && isRecent(one.moments().endedAt());
        }
        if (isFull) {
            steps.own(
                    caller,
                    one,
                    ConversationStatus.COMPLETED,
                    one.owner().kind(),
                    one.owner().userId());
        }
        return !isFull;
    }

    private boolean isRecent(@Nullable Instant endedAt) {
        return endedAt != null
                && endedAt.plus(VisitorConversations.REOPENED_WITHIN).isAfter(Times.now(clock));
    }

    /** @param leadId whose it is; null for whose the one before was */
    Conversation begin(
            Caller caller, Channel channel, Contact contact, @Nullable Conversation before, @Nullable Long leadId) {
        var workspaceId = caller.workspaceId();
        var id = sql.newId(workspaceId);
        var language = before != null
                ? before.language()
                : Objects.requireNonNullElse(caller.region().language(), "en");
        var wanted = new NewConversation(
                channel,
                null,
                NOBODYS,
                Json.MAPPER.createObjectNode(),
                language,
                true,
                contact.stopped(before == null ? null : before.contact()));
        sql.insert(workspaceId, id, VisitorConversations.newPublicId(), wanted, Times.now(clock));
        var lead = leadId == null && before != null ? before.leadId() : leadId;
        if (lead != null) {
            sql.capture(workspaceId, id, lead, Times.now(clock));
        }
        return steps.begun(caller, id);
    }
}
