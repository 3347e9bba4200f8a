package leadhub.conversations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is sent by messengers, and what became of it. Of a conversation one message is under way at a time, so that they arrive in
 * their order.
 */
@Service
public class MessageDeliveries {
    /** For so long a message is tried. */
    public static final Duration TRIED = Duration.ofHours(24);
    /** Longer than a provider's answer may take: then whoever was at it is gone. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final MessageDeliverySql sql;
    private final ConversationSql conversations;
    private final ConversationNews news;
    private final Carrier carrier;
    private final Clock clock;

    MessageDeliveries(
            MessageDeliverySql sql,
            ConversationSql conversations,
            ConversationNews news,
            Carrier carrier,
            Clock clock) {
        this.sql = sql;
        this.conversations = conversations;
        this.news = news;
        this.carrier = carrier;
        this.clock = clock;
    }

    /**
     * What is to be sent next.
     *
     * @param delivery null where it isn't due yet, or somebody is at it
     * @param until when to look again
     */
    public record Next(@Nullable MessageDelivery delivery, Instant until) {}

    /** Takes the next of a conversation; empty where nothing waits. */
    @Transactional
    public Optional<Next> next(long workspaceId, long conversationId) {
        var now = Times.now(clock);
        var claimed = sql.claim(workspaceId, conversationId, now, now.plus(LEASE));
        if (claimed.isPresent()) {
            return claimed.map(delivery -> new Next(delivery, now));
        }
        return sql.first(workspaceId, conversationId).map(first -> new Next(null, due(first)));
    }

    private static Instant due(MessageDeliverySql.First first) {
        var leasedUntil = first.leasedUntil();
        return leasedUntil != null && leasedUntil.isAfter(first.notBefore()) ? leasedUntil : first.notBefore();
    }

    /** What is said in a message, and to whom. @param isUnwanted whether its receiver wants nothing more of us */
    public record Text(String contactId, String content, boolean isUnwanted) {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /** What is to be sent; empty where its conversation is gone. */
    public Optional<Text> text(long workspaceId, long conversationId, long number) {
        return sql.text(workspaceId, conversationId, number);
    }

    /** The provider has taken it. @param contactId what it calls the person now; null for as before */
    @Transactional
    public void sent(
            long workspaceId, long conversationId, long number, String providerId, @Nullable String contactId) {
        if (contactId != null) {
            conversations.call(workspaceId, conversationId, contactId);
        }
        end(workspaceId, conversationId, number, DeliveryStatus.SENT, providerId, null);
    }

    /** It isn't sent, and not tried again by itself. */
    @Transactional
    public void failed(long workspaceId, long conversationId, long number, DeliveryFailure failure) {
        end(workspaceId, conversationId, number, DeliveryStatus.FAILED, null, failure);
    }

    private void end(
            long workspaceId,
            long conversationId,
            long number,
            DeliveryStatus status,
            @Nullable String providerId,
            @Nullable DeliveryFailure failure) {
        if (sql.end(workspaceId, conversationId, number, status, providerId, failure, Times.now(clock))) {
            changed(workspaceId, conversationId);
        }
    }

    /** It is tried again then, unless it was tried for long enough. */
    @Transactional
    public void postpone(
            long workspaceId, long conversationId, MessageDelivery delivery, DeliveryFailure failure, Instant until) {
        if (until.isAfter(delivery.queuedAt().plus(TRIED))) {
            var last = failure == DeliveryFailure.BUSY ? DeliveryFailure.EXPIRED : failure;
            end(workspaceId, conversationId, delivery.number(), DeliveryStatus.FAILED, null, last);
            return;
        }
        sql.postpone(workspaceId, conversationId, delivery.number(), failure, until, Times.now(clock));
        changed(workspaceId, conversationId);
    }

    /** Nobody tries any of it again by itself. */
    @Transactional
    public void giveUp(long workspaceId, long conversationId) {
        sql.giveUp(workspaceId, conversationId, Times.now(clock));
        changed(workspaceId, conversationId);
    }

    /** What came of telling what a provider says of a message. */
    public enum Told {
        TAKEN,
        /** More is known already. */
        OLD,
        /** It may be the one that is under way. */
        TOO_SOON,
        UNKNOWN
    }

    /** Within a verb: what a provider says of a message that it has taken. */
    public Told report(
            Caller caller,
            long integrationId,
            String providerId,
            DeliveryStatus status,
            @Nullable DeliveryFailure failure) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        var place = sql.report(workspaceId, integrationId, providerId, status, failure, now);
        if (place.isPresent()) {
            changed(workspaceId, place.get().conversationId());
            return Told.TAKEN;
        }
        if (sql.isKnown(workspaceId, integrationId, providerId)) {
            return Told.OLD;
        }
        return sql.isAnyUnderWay(workspaceId, integrationId, now) ? Told.TOO_SOON : Told.UNKNOWN;
    }

    /** Those of a conversation from a message on, by its number. */
    public Map<Long, MessageDelivery> of(Caller caller, Conversation conversation, long from) {
        return conversation.contact() == null
                ? Map.of()
                : sql.from(caller.workspaceId(), conversation.id(), from).stream()
                        .collect(Collectors.toMap(MessageDelivery::number, Function.identity()));
    }

    /** How its person can be written to at this moment. */
    public Carrier.Means means(Caller caller, Conversation conversation) {
        return conversation.contact() == null ? Carrier.Means.CHAT : carrier.means(caller, conversation);
    }

    /** Tries one that failed again. */
    @Transactional
    public void retry(Caller caller, String publicId, long number) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        var workspaceId = caller.workspaceId();
        var seen = conversations
                .find(workspaceId, publicId)
                .flatMap(found -> conversations.lock(workspaceId, found.id()))
                .orElseThrow(ConversationSteps::unknown);
        if (!sql.again(workspaceId, seen.id(), number, Times.now(clock))) {
            throw new Problem.Conflict(Refusal.of("messenger.not_failed")).exception();
        }
        carrier.carry(caller, seen);
        changed(workspaceId, seen.id());
    }

    /** Within the transaction in which it is said. */
    void queue(Caller caller, Conversation locked, long number, @Nullable MessageTemplate template) {
        var contact = locked.contact();
        if (contact != null) {
            sql.queue(caller.workspaceId(), locked.id(), number, contact.integrationId(), template, Times.now(clock));
            carrier.carry(caller, locked);
        }
    }

    /** Within a verb: something has become of a message. */
    public void changed(long workspaceId, long conversationId) {
        conversations.deliveryChanged(workspaceId, conversationId);
        news.tell(workspaceId, conversationId, ConversationNews.Kind.CHANGED);
    }
}
