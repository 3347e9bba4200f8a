package leadhub.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long the requests of a surface take, by method, route and status. Each timer is looked up once. */
public final class RequestTimers {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry metrics;
    private final String name;
    private final Tags tags;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String method, String route, int status) {}

    /** @param tags what all of them have in common */
    public RequestTimers(MeterRegistry metrics, String name, Tags tags) {
        this.metrics = metrics;
        this.name = name;
        this.tags = tags;
    }

    /** @param started as {@link System#nanoTime} said */
    public void record(String method, String route, int status, long started) {
        // Whatever methods clients invent, there are only so many timers.
        var kind = new Kind(METHODS.contains(method) ? method : "other", route, status);
        timers.computeIfAbsent(kind, this::timer).record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return metrics.timer(
                name,
                tags.and("method", kind.method(), "route", kind.route(), "status", Integer.toString(kind.status())));
    }
}
