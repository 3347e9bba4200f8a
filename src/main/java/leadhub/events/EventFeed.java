package leadhub.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The public events of a workspace in the order in which they happened, to be read on from any of them. Nothing is ever
 * passed that another transaction may still add; of one lead they come in the order of their numbers.
 *
 * <p>Limit: events that come after a transaction that takes long wait for it, whoever's it is. A reader who would get
 * nothing waits for others up to 200 ms.
 */
@Service
public class EventFeed {
    private static final Duration MOST_WAIT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final EventFeedSql sql;
    private final EventHorizon horizon;

    EventFeed(EventFeedSql sql, EventHorizon horizon) {
        this.sql = sql;
        this.horizon = horizon;
    }

    /**
     * One page.
     *
     * @param next which event to go on from: the last one, or the one that was asked for; null if there was none yet
     * @param hasMore whether there are more that can be read at once
     * @param isSettled whether nobody, of whichever workspace, was writing when it was read; what they write comes later
     */
    public record Page(List<PublicEvent> events, @Nullable EventId next, boolean hasMore, boolean isSettled) {}

    /**
     * The next events; empty if there is no such event to go on from. Not to be called in a transaction whose snapshot
     * may be older than what it finds to be settled.
     *
     * @param after null for the oldest of all
     */
    public Optional<Page> after(Caller caller, @Nullable EventId after, int most) {
        var workspaceId = caller.workspaceId();
        return after == null
                ? Optional.of(page(workspaceId, 0, null, most))
                : sql.stored(workspaceId, after).map(stored -> page(workspaceId, stored, after, most));
    }

    private Page page(long workspaceId, long from, @Nullable EventId after, int most) {
        var end = System.nanoTime() + MOST_WAIT.toNanos();
        var known = horizon.look(workspaceId);
        var wanted = known.drawn();
        var events = read(workspaceId, from, after, known, most + 1);
        while (events.isEmpty() && known.settled() < wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            known = horizon.look(workspaceId);
            events = read(workspaceId, from, after, known, most + 1);
        }
        var page = events.stream().limit(most).toList();
        var next = page.isEmpty() ? after : page.getLast().id();
        return new Page(page, next, events.size() > most, known.settled() >= wanted);
    }

    /** The first one that is stored may be the one to go on from, or end with it. */
    private List<PublicEvent> read(
            long workspaceId, long from, @Nullable EventId after, EventHorizon.Known known, int most) {
        return sql.read(workspaceId, from, known.settled(), most + 1).stream()
                .flatMap(stored -> stored.event().published().stream()
                        .filter(event -> after == null
                                || stored.id() > from
                                || event.id().sequence() > after.sequence()))
                .limit(most)
                .toList();
    }
}
