package leadhub.webhooks.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes deliveries of one workspace for this process, each for a time in which nobody else tries it. */
@Service
public class Claims {
    /** Longer than an attempt takes together with writing down what came of it. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final ClaimSql sql;
    private final DeliveryDueSql due;
    private final DeliveryMarks marks;
    private final Clock clock;

    Claims(ClaimSql sql, DeliveryDueSql due, DeliveryMarks marks, Clock clock) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * Takes what is due; of one lead and webhook no first attempt before the one before it is over.
     *
     * @param rooms all webhooks of the workspace, those without room too
     */
    @Transactional
    public List<Claimed> claim(long workspaceId, List<ClaimSql.Room> rooms, int most) {
        var now = Times.now(clock);
        sql.commitSoon(workspaceId);
        due.take(workspaceId, now);
        var found = sql.claim(workspaceId, rooms, most, now, now.plus(LEASE));
        if (found.isAnyDue()) {
            // Whatever was left, or is lost with this process, is found by the next who looks.
            marks.ensure(workspaceId);
        }
        return found.claimed();
    }
}
