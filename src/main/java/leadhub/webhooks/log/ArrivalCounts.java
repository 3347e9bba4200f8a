package leadhub.webhooks.log;

import java.time.Clock;
import java.time.Instant;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.webhooks.Webhook;
import org.springframework.stereotype.Service;

/** Proves that events arrive: counts what happened, and what became of it at a webhook. */
@Service
public class ArrivalCounts {
    private final ArrivalSql sql;
    private final Clock clock;

    ArrivalCounts(ArrivalSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** From a time on until before another; what is no longer kept isn't counted. */
    public Arrival of(Caller caller, Webhook webhook, Instant from, Instant to) {
        var kept = Times.now(clock).minus(DeliveryRetention.KEPT);
        return sql.count(caller.workspaceId(), webhook.id(), from.isBefore(kept) ? kept : from, to);
    }
}
