package leadhub.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import leadhub.base.AnswerBudget;
import leadhub.base.Portions;
import org.jspecify.annotations.Nullable;

/**
 * One page of the {@link EventFeed}. Its events are read when they are asked for, in portions of
 * {@link AnswerBudget#USUAL} bytes: a hundred events of leads with long notes don't fit into memory in each of many calls.
 *
 * @param next which event to go on from: the last one, or the one that was asked for; null if there was none yet
 * @param hasMore whether there are more that can be read at once
 * @param isSettled whether nobody, of whichever workspace, was writing when it was read; what they write comes later
 */
public record EventPage(Contents contents, @Nullable EventId next, boolean hasMore, boolean isSettled) {

    /**
     * A stored event before it is read, or those of its public ones that belong to a page.
     *
     * @param first the first of the public ones
     * @param events how many they are
     * @param bytes how many the stored event takes up when it is read, roughly
     */
    record Part(long id, EventId first, int events, long bytes) {
        /** What comes after one of its events. */
        Part after(EventId event) {
            var left = first.sequence() + events - event.sequence() - 1;
            return new Part(id, event.plus(1), (int) left, bytes);
        }

        /** Its first events. */
        Part first(int most) {
            return new Part(id, first, Math.min(events, most), bytes);
        }

        EventId last() {
            return first.plus(events - 1);
        }

        private boolean has(PublicEvent event) {
            return event.id().sequence() >= first.sequence() && event.id().sequence() <= last().sequence();
        }
    }

    /** What a page has, and how it is read. */
    record Contents(List<Part> parts, Function<long[], List<LeadEvent>> read) {}

    /** How many bytes it takes up when it is read, roughly. */
    public long bytes() {
        return contents.parts().stream().mapToLong(Part::bytes).sum();
    }

    /** How many of them are held at once, for one event may be larger than a portion. */
    public long bytesAtOnce() {
        return Math.max(
                AnswerBudget.USUAL,
                contents.parts().stream().mapToLong(Part::bytes).max().orElse(0));
    }

    /** The events in their order; going through them again reads them again. */
    public Iterable<PublicEvent> events() {
        var parts = contents.parts();
        var starts = Portions.starts(parts.stream().map(Part::bytes).toList(), AnswerBudget.USUAL);
        var read = new Portions<>(
                starts,
                parts.size(),
                portion -> read(parts.subList(starts[portion], Portions.end(starts, portion, parts.size()))));
        return () -> read.stream().flatMap(List::stream).iterator();
    }

    /** The same, all held at once. */
    public List<PublicEvent> all() {
        var all = new ArrayList<PublicEvent>();
        events().forEach(all::add);
        return all;
    }

    private List<List<PublicEvent>> read(List<Part> portion) {
        var stored = contents.read().apply(portion.stream().mapToLong(Part::id).toArray());
        var events = new ArrayList<List<PublicEvent>>();
        for (var i = 0; i < portion.size(); i++) {
            events.add(stored.get(i).published().stream()
                    .filter(portion.get(i)::has)
                    .toList());
        }
        return events;
    }
}
