package leadhub.events;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqids.Sqids;

/**
 * Which public event it is: the first of lead 7, the second … Known before the event is written, and its own for ever.
 *
 * @param sequence its number among the public events of its lead, from 1 on without gaps
 */
public record EventId(long leadId, long sequence) {
    private static final String KIND = "evt_";
    private static final int MOST_CHARACTERS = 64;
    /** The spelling of an id is its own for ever, so none is passed over for a word that somebody may mind by then. */
    private static final Sqids SQIDS =
            Sqids.builder().minLength(20).blockList(Set.of()).build();

    /** As programs know it: {@code evt_} and letters and digits that tell nothing. */
    public String text() {
        return KIND + SQIDS.encode(List.of(leadId, sequence));
    }

    /** The id that is spelled so; empty if none is. */
    public static Optional<EventId> of(String text) {
        if (!text.startsWith(KIND) || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var numbers = SQIDS.decode(text.substring(KIND.length()));
        if (numbers.size() != 2 || numbers.getFirst() < 1 || numbers.getLast() < 1) {
            return Optional.empty();
        }
        // Other letters may come to the same numbers; only one spelling is the id.
        var id = new EventId(numbers.getFirst(), numbers.getLast());
        return Optional.of(id).filter(one -> one.text().equals(text));
    }
}
