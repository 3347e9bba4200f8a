package leadhub.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** When each message was due, and when the other side had it. */
final class ChatTimes {
    private final ChatPlan plan;
    private final AtomicLongArray heard;
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private volatile long begun;

    ChatTimes(ChatPlan plan) {
        this.plan = plan;
        this.heard = new AtomicLongArray(plan.messages());
    }

    ChatPlan plan() {
        return plan;
    }

    /** The first message is due in a second. */
    void begin() {
        begun = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    }

    private long due(int message) {
        return begun + plan.dueNanos(message);
    }

    void await(int message) {
        for (var rest = due(message) - System.nanoTime(); rest > 0; rest = due(message) - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    void heard(int message) {
        heard.compareAndSet(message, 0, System.nanoTime());
    }

    boolean isHeard(int message) {
        return heard.get(message) != 0;
    }

    void refused(int message) {
        refused.add(message);
    }

    int refused() {
        return refused.size();
    }

    /** Neither refused nor heard by the other side. */
    long missing() {
        return IntStream.range(0, plan.messages())
                .filter(message -> !refused.contains(message) && !isHeard(message))
                .count();
    }

    /** In milliseconds from when it was due, of what one side said. @param isVisitors which side */
    double at(double quantile, boolean isVisitors) {
        return at(quantile, message -> plan.counts(message) && plan.isVisitors(message) == isVisitors);
    }

    /** The same of what both sides said before it counts. */
    double warmingUp(double quantile) {
        return at(quantile, message -> !plan.counts(message));
    }

    private double at(double quantile, IntPredicate which) {
        var times = IntStream.range(0, plan.messages())
                .filter(which)
                .filter(this::isHeard)
                .mapToDouble(message -> (heard.get(message) - due(message)) / 1e6)
                .sorted()
                .toArray();
        return times.length == 0 ? Double.NaN : times[(int) Math.min(times.length - 1, times.length * quantile)];
    }
}
