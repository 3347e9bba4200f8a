package leadhub.apikeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import leadhub.api.Credential;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Counts how much keys are used. A call costs nothing: counts are written down once a minute with the call that comes
 * then, and when the program stops. A killed process loses what it counted in its last minute.
 */
@Component
class KeyUse implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KeyUse.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(7);

    private final KeyUseSql sql;
    private final Clock clock;
    private final ConcurrentMap<Long, Counter> counters = new ConcurrentHashMap<>();

    private record Counter(Credential key, AtomicLong calls, AtomicLong writtenAtMillis) {}

    KeyUse(KeyUseSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Counts a call. */
    void count(Credential key, Instant now) {
        var counter = counters.computeIfAbsent(
                key.keyId(), id -> new Counter(key, new AtomicLong(), new AtomicLong(Long.MIN_VALUE)));
        counter.calls().incrementAndGet();
        var last = counter.writtenAtMillis().get();
        var isDue = last == Long.MIN_VALUE || now.toEpochMilli() - last > BETWEEN_WRITES.toMillis();
        if (isDue && counter.writtenAtMillis().compareAndSet(last, now.toEpochMilli())) {
            write(counter, now);
        }
    }

    /** How often each of the caller's keys has been used since. */
    Map<Long, Long> since(Caller caller, Instant since) {
        caller.require(Role.ADMIN);
        var now = Times.now(clock);
        counters.values().stream()
                .filter(counter -> counter.key().workspaceId() == caller.workspaceId())
                .forEach(counter -> write(counter, now));
        return sql.since(caller.workspaceId(), since.truncatedTo(ChronoUnit.HOURS));
    }

    private void write(Counter counter, Instant now) {
        var calls = counter.calls().getAndSet(0);
        if (calls == 0) {
            return;
        }
        try {
            sql.add(counter.key(), calls, now, now.truncatedTo(ChronoUnit.HOURS), now.minus(KEPT));
        } catch (RuntimeException e) {
            counter.calls().addAndGet(calls);
            throw e;
        }
    }

    /** One key's trouble loses no other's calls. */
    @Override
    public void destroy() {
        for (var counter : counters.values()) {
            try {
                write(counter, Times.now(clock));
            } catch (RuntimeException e) {
                log.warn(
                        "The last calls of key {} weren't written down.",
                        counter.key().keyId(),
                        e);
            }
        }
    }
}
