package leadhub.automations.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Predicate;
import leadhub.automations.runs.ReconciliationSql.Line;
import leadhub.base.Caller;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proves that an automation missed nothing: counts what happened, and what became of it. */
@Service
public class Reconciliations {
    /** What is about to be forgotten isn't counted: its runs may be gone at any moment. */
    private static final Duration COUNTED = RunRetention.KEPT.minusHours(1);

    private final ReconciliationSql sql;
    private final Clock clock;

    Reconciliations(ReconciliationSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** From a time on until before another; what is no longer kept isn't counted. */
    @Transactional
    public Reconciliation of(Caller caller, long automationId, Instant from, Instant to) {
        var kept = Times.now(clock).minus(COUNTED);
        // A million events take some seconds, which somebody who asks for them can wait.
        sql.allowLong();
        var begin = from.isBefore(kept) ? kept : from;
        var lines = sql.count(caller.workspaceId(), automationId, begin, to);
        var skipped = new EnumMap<Decision, Long>(Decision.class);
        for (var reason : Decision.skips()) {
            skipped.put(
                    reason,
                    sum(
                            lines,
                            line -> !line.part().equals("run") && line.outcome().equals(reason.word())));
        }
        return new Reconciliation(
                lines.isEmpty() ? begin : lines.getFirst().begins(),
                to,
                sum(lines, line -> line.part().equals("event") || line.part().equals("time")),
                sum(lines, line -> line.part().equals("run") && line.outcome().equals("started")),
                skipped,
                sum(lines, line -> line.part().equals("run") && line.outcome().equals("others")));
    }

    private static long sum(List<Line> lines, Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(Line::number).sum();
    }
}
