package leadhub.webhooks.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import leadhub.base.Times;
import leadhub.webhooks.Webhook.DisabledReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what came of attempts, each once, and what follows for the webhooks: one that only fails is told of, and
 * switched off in the end.
 */
@Service
public class DeliveryResults {
    private static final Duration WARNED_AFTER = Duration.ofMinutes(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);
    private static final Duration DISABLED_AFTER = Duration.ofDays(5);

    private final ResultSql sql;
    private final ClaimSql claims;
    private final DeliveryMarks marks;
    private final WebhookTroubles troubles;
    private final Clock clock;

    DeliveryResults(ResultSql sql, ClaimSql claims, DeliveryMarks marks, WebhookTroubles troubles, Clock clock) {
        this.sql = sql;
        this.claims = claims;
        this.marks = marks;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Writes down results of one workspace. */
    @Transactional
    public void write(long workspaceId, List<Result> all) {
        var results = firstOfEach(all);
        claims.commitSoon(workspaceId);
        var written = sql.write(workspaceId, results);
        var counted = results.stream()
                .filter(result -> written.contains(ResultSql.Key.of(result)))
                .toList();
        leaveMarks(workspaceId, counted);
        var byWebhook = new LinkedHashMap<Long, List<Result>>();
        counted.stream()
                .filter(result -> result.attempt() != null)
                .forEach(result -> byWebhook
                        .computeIfAbsent(result.delivery().webhookId(), id -> new ArrayList<>())
                        .add(result));
        byWebhook.forEach((webhookId, some) -> judge(workspaceId, webhookId, some));
    }

    /**
     * Whether more of the same webhooks is due. To be asked once the results are committed: what came in before that waited for them,
     * and whoever looked at it meanwhile has found nothing to begin.
     */
    boolean isMoreDue(long workspaceId, List<Result> results) {
        return sql.isMoreDue(workspaceId, results);
    }

    /** A delivery whose lease ended under way was tried again: what came of both attempts may be written down together. */
    private static List<Result> firstOfEach(List<Result> results) {
        var byKey = new LinkedHashMap<ResultSql.Key, Result>();
        results.forEach(result -> byKey.putIfAbsent(ResultSql.Key.of(result), result));
        return List.copyOf(byKey.values());
    }

    /** One for all that come due within a second. */
    private void leaveMarks(long workspaceId, List<Result> results) {
        var times = new TreeSet<Instant>();
        for (var result : results) {
            if (result.nextAttemptAt() != null) {
                times.add(Instant.ofEpochSecond(result.nextAttemptAt().getEpochSecond() + 1));
            }
        }
        times.forEach(time -> marks.at(workspaceId, time));
    }

    /** What came of attempts in their order, in runs of successes and of others: a run is one statement. */
    private static List<List<Result>> streaks(List<Result> results) {
        var streaks = new ArrayList<List<Result>>();
        for (var result : results) {
            if (streaks.isEmpty() || streaks.getLast().getLast().isSuccess() != result.isSuccess()) {
                streaks.add(new ArrayList<>());
            }
            streaks.getLast().add(result);
        }
        return streaks;
    }

    private void note(long workspaceId, long webhookId, List<Result> streak) {
        if (streak.getFirst().isSuccess()) {
            var last = streak.stream()
                    .map(DeliveryResults::at)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            sql.succeeded(workspaceId, webhookId, last, streak.stream().anyMatch(Result::counts));
            return;
        }
        streak.stream()
                .filter(result -> result.isFailure() && result.counts())
                .findFirst()
                .ifPresent(result -> sql.failed(workspaceId, webhookId, at(result)));
    }

    private static Instant at(Result result) {
        return Objects.requireNonNull(result.attempt()).at();
    }

    private void judge(long workspaceId, long webhookId, List<Result> results) {
        var now = Times.now(clock);
        streaks(results).forEach(streak -> note(workspaceId, webhookId, streak));
        if (results.stream()
                .anyMatch(result -> result.isGone() && !result.delivery().isTest())) {
            if (sql.disable(workspaceId, webhookId, DisabledReason.GONE, null)) {
                troubles.disabled(workspaceId, webhookId, DisabledReason.GONE);
            }
            return;
        }
        if (results.stream().noneMatch(result -> result.counts() && result.isFailure())) {
            return;
        }
        if (sql.disable(workspaceId, webhookId, DisabledReason.FAILURES, now.minus(DISABLED_AFTER))) {
            troubles.disabled(workspaceId, webhookId, DisabledReason.FAILURES);
        } else if (sql.warn(workspaceId, webhookId, now.minus(WARNED_AFTER), now.minus(BETWEEN_WARNINGS), now)) {
            troubles.failing(workspaceId, webhookId);
        }
    }
}
