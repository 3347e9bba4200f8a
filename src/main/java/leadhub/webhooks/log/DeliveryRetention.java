package leadhub.webhooks.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.base.Times;
import leadhub.webhooks.delivery.DeliveryMarks;
import leadhub.webhooks.delivery.Pauses;
import leadhub.webhooks.log.RetentionSql.Kept;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what was delivered 30 days ago, and all about webhooks that were removed; some rows at a time. */
@Service
public class DeliveryRetention {
    static final Duration KEPT = Duration.ofDays(30);
    private static final int STEP = 1_000;

    private final RetentionSql sql;
    private final DeliveryMarks marks;
    private final Pauses pauses;
    private final Clock clock;

    DeliveryRetention(RetentionSql sql, DeliveryMarks marks, Pauses pauses, Clock clock) {
        this.sql = sql;
        this.marks = marks;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** A step in one workspace; whether there is more to do. */
    @Transactional
    public boolean step(long workspaceId) {
        var now = Times.now(clock);
        var before = now.minus(KEPT);
        for (var webhook : sql.webhooks(workspaceId)) {
            var isFull = sql.deleteDeliveries(workspaceId, webhook.webhookId(), until(webhook, now), STEP) == STEP;
            if (isFull) {
                return true;
            }
            if (webhook.isRemoved()) {
                sql.deleteWebhook(workspaceId, webhook.webhookId());
            }
        }
        if (sql.deleteMessages(workspaceId, before, STEP) == STEP) {
            return true;
        }
        sql.deleteReplays(workspaceId, before);
        pauses.forget(workspaceId, now);
        // Whatever became of the marks of work: now and then somebody looks without one.
        marks.at(workspaceId, now);
        return false;
    }

    private static Instant until(Kept webhook, Instant now) {
        return webhook.isRemoved() ? now.plus(KEPT) : now.minus(KEPT);
    }
}
