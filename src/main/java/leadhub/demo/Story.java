package leadhub.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** What happens, told in the order in which it happened. What happens may make more happen later. */
final class Story {
    private final StoryClock clock;
    private final Instant end;
    private final PriorityQueue<Happening> ahead =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private int number;
    private boolean isTelling;

    private record Happening(Instant at, int number, Runnable verb) {}

    Story(StoryClock clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /** When it is over. */
    Instant end() {
        return end;
    }

    /** Where it is. */
    Instant now() {
        return clock.instant();
    }

    /** Lets something happen, unless the story is over by then; never before what makes it happen. */
    void at(Instant instant, Runnable verb) {
        if (isTelling && instant.isBefore(now())) {
            throw new IllegalArgumentException("It can't happen at " + instant + ", for it is " + now() + " already.");
        }
        if (instant.isBefore(end)) {
            ahead.add(new Happening(instant, number++, verb));
        }
    }

    /**
     * Tells it to its end.
     *
     * @param progress told how much has happened
     */
    void tell(IntConsumer progress) {
        isTelling = true;
        for (var told = 1; !ahead.isEmpty(); told++) {
            var next = ahead.remove();
            clock.set(next.at());
            next.verb().run();
            progress.accept(told);
        }
        clock.set(end);
    }
}
