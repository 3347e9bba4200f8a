package leadhub.conversations;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are asked for; null and empty ask for all.
 *
 * @param ownerId the user who answers
 * @param isUnread whether only those with something that nobody of the team has read
 * @param from began then or later
 * @param until began before
 * @param search what somebody says in it; the 1,000 that were talked in last are looked through
 */
public record ConversationFilter(
        @Nullable String botId,
        Set<ConversationStatus> statuses,
        Owner.@Nullable Kind owner,
        @Nullable Long ownerId,
        @Nullable Long leadId,
        boolean isUnread,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String search,
        @Nullable Channel channel) {
    public static final ConversationFilter ALL =
            new ConversationFilter(null, Set.of(), null, null, null, false, null, null, null, null);

    public ConversationFilter of(@Nullable String bot) {
        return new ConversationFilter(bot, statuses, owner, ownerId, leadId, isUnread, from, until, search, channel);
    }

    public ConversationFilter in(Set<ConversationStatus> wanted) {
        return new ConversationFilter(botId, wanted, owner, ownerId, leadId, isUnread, from, until, search, channel);
    }

    public ConversationFilter ownedBy(Owner.@Nullable Kind kind, @Nullable Long userId) {
        return new ConversationFilter(botId, statuses, kind, userId, leadId, isUnread, from, until, search, channel);
    }

    public ConversationFilter ofLead(@Nullable Long lead) {
        return new ConversationFilter(botId, statuses, owner, ownerId, lead, isUnread, from, until, search, channel);
    }

    public ConversationFilter unread(boolean only) {
        return new ConversationFilter(botId, statuses, owner, ownerId, leadId, only, from, until, search, channel);
    }

    public ConversationFilter begun(@Nullable Instant since, @Nullable Instant before) {
        return new ConversationFilter(
                botId, statuses, owner, ownerId, leadId, isUnread, since, before, search, channel);
    }

    public ConversationFilter saying(@Nullable String text) {
        return new ConversationFilter(botId, statuses, owner, ownerId, leadId, isUnread, from, until, text, channel);
    }

    public ConversationFilter by(@Nullable Channel wanted) {
        return new ConversationFilter(botId, statuses, owner, ownerId, leadId, isUnread, from, until, search, wanted);
    }
}
