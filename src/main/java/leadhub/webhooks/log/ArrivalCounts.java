package leadhub.webhooks.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.webhooks.Webhook;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proves that events arrive: counts what happened, and what became of it at a webhook. */
@Service
public class ArrivalCounts {
    /** What is about to be forgotten isn't counted: its deliveries may be gone at any moment. */
    private static final Duration COUNTED = DeliveryRetention.KEPT.minusHours(1);

    private final ArrivalSql sql;
    private final Clock clock;

    ArrivalCounts(ArrivalSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** From a time on until before another; what is no longer kept isn't counted. */
    @Transactional
    public Arrival of(Caller caller, Webhook webhook, Instant from, Instant to) {
        var kept = Times.now(clock).minus(COUNTED);
        // A million events take some seconds, which somebody who asks for them can wait.
        sql.allowLong();
        return sql.count(caller.workspaceId(), webhook.id(), from.isBefore(kept) ? kept : from, to);
    }
}
