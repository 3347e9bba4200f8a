package leadhub.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.events.EventPage.Contents;
import leadhub.events.EventPage.Part;
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

    /** Who does something without anybody having asked for it at that moment. */
    public static final Set<Actor.Kind> BY_ITSELF = Set.of(Actor.Kind.AUTOMATION, Actor.Kind.SYSTEM);

    private final EventFeedSql sql;
    private final EventHorizon horizon;

    EventFeed(EventFeedSql sql, EventHorizon horizon) {
        this.sql = sql;
        this.horizon = horizon;
    }

    /**
     * The next events; empty if there is no such event to go on from. Not to be called in a transaction whose snapshot
     * may be older than what it finds to be settled.
     *
     * @param after null for the oldest of all
     */
    public Optional<EventPage> after(Caller caller, @Nullable EventId after, int most) {
        var workspaceId = caller.workspaceId();
        return after == null
                ? Optional.of(page(workspaceId, 0, null, most))
                : sql.stored(workspaceId, after).map(stored -> page(workspaceId, stored, after, most));
    }

    /** The last of a lead that are public or came in, the latest first, as they are kept. */
    public List<LeadEvent> latestOf(Caller caller, long leadId, int most) {
        return sql.latestOf(caller.workspaceId(), leadId, most);
    }

    /** One as it is kept, with its place among them. */
    public record Kept(long id, LeadEvent event) {}

    /** The first since a time that are public or came in, and the last of all; empty where nothing has happened since. */
    public Optional<Range> since(Caller caller, Instant time) {
        return sql.since(caller.workspaceId(), time);
    }

    /** Events between two, both included. */
    public record Range(long first, long last) {}

    /** Those that are public or came in, in their order; without what is too large to look through. */
    public List<Kept> between(Caller caller, Range range, int most) {
        return sql.between(caller.workspaceId(), range, most);
    }

    /** When somebody, a program or the lead itself did something last, by the lead's id; leads without that are absent. */
    public Map<Long, Instant> lastActivities(Caller caller, long[] leadIds) {
        return sql.lastActivities(caller.workspaceId(), leadIds);
    }

    private EventPage page(long workspaceId, long from, @Nullable EventId after, int most) {
        var end = System.nanoTime() + MOST_WAIT.toNanos();
        var known = horizon.look(workspaceId);
        var wanted = known.drawn();
        var found = outline(workspaceId, from, after, known, most + 1);
        while (found.isEmpty() && known.settled() < wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            known = horizon.look(workspaceId);
            found = outline(workspaceId, from, after, known, most + 1);
        }
        var parts = first(found, most);
        var next = parts.isEmpty() ? after : parts.getLast().last();
        var hasMore = found.stream().mapToInt(Part::events).sum() > most;
        return new EventPage(
                new Contents(parts, ids -> sql.read(workspaceId, ids)), next, hasMore, known.settled() >= wanted);
    }

    /** The first one that is stored may be the one to go on from, or end with it. */
    private List<Part> outline(
            long workspaceId, long from, @Nullable EventId after, EventHorizon.Known known, int most) {
        return sql.outline(workspaceId, from, known.settled(), most + 1).stream()
                .map(part -> after != null && part.id() == from ? part.after(after) : part)
                .filter(part -> part.events() > 0)
                .toList();
    }

    /** As many of them as so many public events are. */
    private static List<Part> first(List<Part> found, int most) {
        var parts = new ArrayList<Part>();
        var room = most;
        for (var part : found) {
            if (room > 0) {
                parts.add(part.first(room));
                room -= part.events();
            }
        }
        return parts;
    }
}
