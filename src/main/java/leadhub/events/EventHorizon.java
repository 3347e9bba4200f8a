package leadhub.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Knows up to which id all events are there that will ever be. Ids are drawn before their transactions commit, so an
 * event may appear below others that have been read already.
 *
 * <p>Whoever has drawn an id has held the lock that every insert takes on the table since before, and holds it until
 * their transaction is over. So it looks at the last id that was drawn, and then at who holds that lock: once none of
 * them does any more, nothing is missing up to that id. It remembers such marks, so that somebody who writes for long
 * holds up what comes after, and not what was there before.
 */
@Component
class EventHorizon {
    /** Beyond this many, fresh ones are left out: the oldest says most. */
    private static final int MOST_MARKS = 100;

    private final EventFeedSql sql;
    private final List<Mark> marks = new ArrayList<>();
    private long settled;

    EventHorizon(EventFeedSql sql) {
        this.sql = sql;
    }

    /**
     * @param drawn the last id that anybody has drawn
     * @param writers who was writing events after that was seen
     */
    record Mark(long drawn, Set<String> writers) {}

    /**
     * What is known at a moment.
     *
     * @param settled up to here nothing is missing
     * @param drawn up to here there may be events
     */
    record Known(long settled, long drawn) {}

    Known look(long workspaceId) {
        return look(() -> sql.mark(workspaceId));
    }

    Known look(Supplier<Mark> asking) {
        // Only those from before the look at who writes: of later ones it says nothing.
        var earlier = earlier();
        return settle(earlier, asking.get());
    }

    /** What is known before a look. */
    private record Earlier(long settled, List<Mark> marks) {}

    private synchronized Earlier earlier() {
        return new Earlier(settled, List.copyOf(marks));
    }

    private synchronized Known settle(Earlier earlier, Mark now) {
        // Others may have settled more since this look, which says nothing of it.
        if (now.drawn() < earlier.settled()) {
            // Another database in the place of the one before.
            settled = 0;
            marks.clear();
        }
        if (now.writers().isEmpty()) {
            settled = Math.max(settled, now.drawn());
        }
        for (var mark : earlier.marks()) {
            if (mark.drawn() <= now.drawn() && Collections.disjoint(mark.writers(), now.writers())) {
                settled = Math.max(settled, mark.drawn());
                marks.remove(mark);
            }
        }
        if (!now.writers().isEmpty() && marks.size() < MOST_MARKS) {
            marks.add(now);
        }
        return new Known(settled, now.drawn());
    }
}
