package leadhub.intake;

import java.time.Clock;
import leadhub.base.Times;
import leadhub.jobs.DueMarks;
import org.springframework.stereotype.Component;

/** Sees to it that what waits is found. */
@Component
class IntakeMarks extends DueMarks {
    private final IntakeDueSql sql;
    private final Clock clock;

    IntakeMarks(IntakeDueSql sql, IntakeQueue queue, Clock clock) {
        super(sql, queue, clock);
        this.sql = sql;
        this.clock = clock;
    }

    /** Within a transaction: if anything waits, somebody looks at the workspace before long. */
    void remind(long workspaceId) {
        var now = Times.now(clock);
        if (sql.isAnyWaiting(workspaceId, now)) {
            at(workspaceId, now);
        }
    }
}
