package leadhub.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Timers of a surface's requests by method, route and status; each is looked up only once. */
public final class RequestTimers {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry metrics;
    private final String name;
    private final Tags tags;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String method, String route, int status) {}

    /** @param tags the tags that all timers share */
    public RequestTimers(MeterRegistry metrics, String name, Tags tags) {
        this.metrics = metrics;
        this.name = name;
        this.tags = tags;
    }

    /** @param started a {@link System#nanoTime} */
    public void record(String method, String route, int status, long started) {
        // Unknown methods share a timer, so that clients can't create more and more of them.
        var kind = new Kind(METHODS.contains(method) ? method : "other", route, status);
        timers.computeIfAbsent(kind, this::timer).record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return metrics.timer(
                name,
                tags.and("method", kind.method(), "route", kind.route(), "status", Integer.toString(kind.status())));
    }
}
