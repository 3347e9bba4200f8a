package leadhub.webhooks.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.delivery.DeliveryMarks;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends many deliveries again, some at a time, so that what happens meanwhile isn't held up for long. */
@Service
public class DeliveryReplays {
    static final String JOB = "webhook-replay";
    private static final int STEP = 200;
    private static final int MOST_WAITING = 400;

    private final ManyReplaySql sql;
    private final DeliveryMarks marks;
    private final JobQueue jobs;
    private final Audit audit;
    private final Clock clock;

    DeliveryReplays(ManyReplaySql sql, DeliveryMarks marks, JobQueue jobs, Audit audit, Clock clock) {
        this.sql = sql;
        this.marks = marks;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** Which deliveries: when they were made, from a time on until before another, and how they ended; null for any. */
    public record Range(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable DeliveryStatus status) {}

    /** Has what deliveries of a webhook told sent again. What has arrived by a replay since isn't. */
    @Transactional
    public ManyReplays start(Caller caller, Webhook webhook, Range range) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var replays = sql.insert(
                caller.workspaceId(),
                webhook.id(),
                range.from(),
                range.to(),
                range.status(),
                caller.actor(),
                Times.now(clock));
        var audited = new LinkedHashMap<String, @Nullable Object>();
        audited.put("from", range.from() == null ? null : range.from().toString());
        audited.put("to", range.to() == null ? null : range.to().toString());
        audited.put("status", range.status() == null ? null : range.status().word());
        audit.record(caller, "webhook.replayed", webhook.id(), null, audited);
        jobs.add(JOB, caller.workspaceId() + "/" + replays.id(), Duration.ZERO);
        return replays;
    }

    /** A step: leaves the next ones to be sent, unless enough wait. */
    @Transactional
    public StepResult step(long workspaceId, long id) {
        var progress = sql.lock(workspaceId, id).orElse(null);
        if (progress == null) {
            return StepResult.DONE;
        }
        if (sql.waiting(workspaceId, progress.replays().webhookId(), MOST_WAITING) >= MOST_WAITING) {
            return StepResult.WAITING;
        }
        var now = Times.now(clock);
        var replayed = sql.replay(workspaceId, progress, STEP, now);
        var isDone = replayed.size() < STEP;
        var afterId = replayed.stream().mapToLong(of -> of).max().orElse(progress.afterId());
        sql.advance(workspaceId, id, afterId, replayed.size(), isDone ? now : null);
        if (!replayed.isEmpty()) {
            marks.leave(workspaceId);
        }
        return isDone ? StepResult.DONE : StepResult.MORE;
    }
}
