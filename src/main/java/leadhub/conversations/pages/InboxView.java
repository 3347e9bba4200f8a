package leadhub.conversations.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationStatus;
import leadhub.conversations.InboxCounts;
import leadhub.conversations.Owner;

/** A view of the inbox: which conversations somebody looks at. */
public enum InboxView {
    OPEN,
    MINE,
    QUEUE,
    UNREAD,
    RESOLVED;

    private static final Set<ConversationStatus> UNSETTLED =
            Set.of(ConversationStatus.ACTIVE, ConversationStatus.HANDOVER);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<InboxView> ofWord(String word) {
        return Stream.of(values()).filter(view -> view.word().equals(word)).findFirst();
    }

    /** What it shows to a user. */
    ConversationFilter filter(long userId) {
        var open = ConversationFilter.ALL.in(UNSETTLED);
        return switch (this) {
            case OPEN -> open;
            case MINE -> open.ownedBy(Owner.Kind.AGENT, userId);
            case QUEUE -> open.ownedBy(Owner.Kind.QUEUE, null);
            case UNREAD -> open.unread(true);
            case RESOLVED -> ConversationFilter.ALL.in(Set.of(ConversationStatus.COMPLETED));
        };
    }

    /** How many there are; -1 for what isn't counted. */
    long count(InboxCounts counts) {
        return switch (this) {
            case OPEN -> counts.open();
            case MINE -> counts.mine();
            case QUEUE -> counts.waiting();
            case UNREAD, RESOLVED -> -1;
        };
    }
}
