package leadhub.events;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqids.Sqids;

/**
 * Which public event it is: the first of lead 7, the second … Known before the event is written, and its own for ever. While nobody
 * knows who the visitor of a conversation is, its events are numbered by themselves.
 *
 * @param leadId 0 for an event of a conversation alone
 * @param conversationId 0 for an event of a lead
 * @param sequence its number among the public events of its lead, or of its conversation alone, from 1 on without gaps
 */
public record EventId(long leadId, long conversationId, long sequence) {
    private static final String KIND = "evt_";
    private static final int MOST_CHARACTERS = 64;
    /** The spelling of an id is its own for ever, so none is passed over for a word that somebody may mind by then. */
    private static final Sqids SQIDS =
            Sqids.builder().minLength(20).blockList(Set.of()).build();

    /** An event of a lead. */
    public EventId(long leadId, long sequence) {
        this(leadId, 0, sequence);
    }

    static EventId ofLeadOrConversation(long leadId, long conversationId, long sequence) {
        return new EventId(leadId, leadId == 0 ? conversationId : 0, sequence);
    }

    /** The first of what an event tells. */
    static EventId of(LeadEvent event) {
        return ofLeadOrConversation(event.leadId(), event.conversationId(), event.sequence());
    }

    /** So many numbers later. */
    EventId plus(long numbers) {
        return new EventId(leadId, conversationId, sequence + numbers);
    }

    /** As programs know it: {@code evt_} and letters and digits that tell nothing. */
    public String text() {
        return KIND + SQIDS.encode(leadId == 0 ? List.of(0L, conversationId, sequence) : List.of(leadId, sequence));
    }

    /** The id that is spelled so; empty if none is. */
    public static Optional<EventId> of(String text) {
        if (!text.startsWith(KIND) || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        // Other letters may come to the same numbers; only one spelling is the id.
        return ofNumbers(SQIDS.decode(text.substring(KIND.length())))
                .filter(one -> one.text().equals(text));
    }

    private static Optional<EventId> ofNumbers(List<Long> numbers) {
        var isOfConversation = numbers.size() == 3 && numbers.getFirst() == 0;
        var own = isOfConversation ? numbers.subList(1, 3) : numbers;
        if (own.size() != 2 || own.getFirst() < 1 || own.getLast() < 1) {
            return Optional.empty();
        }
        return Optional.of(
                isOfConversation
                        ? new EventId(0, own.getFirst(), own.getLast())
                        : new EventId(own.getFirst(), own.getLast()));
    }
}
