package leadhub;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** How often a request does something, asked several times: now and then one pays for what others profit from. */
final class StatementCosts {
    static final int TRIES = 9;

    private StatementCosts() {}

    /** What each of some tries costs, after one that makes it warm. */
    static long[] of(LongSupplier counter, Runnable request) {
        request.run();
        return LongStream.range(0, TRIES).map(i -> count(counter, request)).toArray();
    }

    private static long count(LongSupplier counter, Runnable request) {
        var before = counter.getAsLong();
        request.run();
        return counter.getAsLong() - before;
    }

    /** The middle one. */
    static long usual(long[] counts) {
        var sorted = counts.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
