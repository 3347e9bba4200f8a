package leadhub.web.intake;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many streams at a time ask the database: after a signal was missed all of them have to. Whoever finds no turn free waits
 * without a thread, and is told when there is one.
 *
 * <p>Limits: 8 at a time.
 */
final class StreamTurns {
    private static final int MOST = 8;

    private final SequencedSet<OpenStreams.Stream> waiting = new LinkedHashSet<>();
    private int free = MOST;

    /** False if none is free; the stream is looked after when one is. */
    synchronized boolean take(OpenStreams.Stream stream) {
        if (free == 0) {
            waiting.add(stream);
            return false;
        }
        waiting.remove(stream);
        free--;
        return true;
    }

    void giveBack() {
        var next = freed();
        if (next != null) {
            next.look();
        }
    }

    private synchronized OpenStreams.@Nullable Stream freed() {
        free++;
        return waiting.isEmpty() ? null : waiting.removeFirst();
    }

    /** One that is closed. */
    synchronized void forget(OpenStreams.Stream stream) {
        waiting.remove(stream);
    }
}
