package leadhub.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    Claims(ClaimSql sql, DeliveryDueSql due, DeliveryMarks marks) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
    }

    /**
     * Takes what is due; of one lead and webhook no first attempt before the one before it is over.
     *
     * @param rooms all webhooks of the workspace, those without room too
     * @param now the time by which there is room: who may be called only later is not to be passed over until then
     */
    @Transactional
    public List<Claimed> claim(long workspaceId, List<ClaimSql.Room> rooms, int most, Instant now) {
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
