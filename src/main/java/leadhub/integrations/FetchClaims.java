package leadhub.integrations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.intake.HeldIntake;
import leadhub.intake.IntakeReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is to be fetched in one workspace for this process, for a time in which nobody else does. */
@Service
public class FetchClaims {
    /** Longer than the calls for a lead or a page take. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final HeldIntake held;
    private final BackfillSql backfills;
    private final FetchDueSql due;
    private final FetchMarks marks;

    FetchClaims(HeldIntake held, BackfillSql backfills, FetchDueSql due, FetchMarks marks) {
        this.held = held;
        this.backfills = backfills;
        this.due = due;
        this.marks = marks;
    }

    /** The ids of rows and of backfills. */
    public record Claimed(List<Long> rows, List<Long> backfills) {}

    /** The workspaces that have something due. */
    public List<Long> workspaces(int most) {
        return due.due(marks.now(), most);
    }

    /** Takes what is due, as much of each as there is room for. */
    @Transactional
    public Claimed claim(long workspaceId, int rows, int pages) {
        var now = marks.now();
        due.take(workspaceId, now);
        var claimed = new Claimed(
                rows == 0 ? List.of() : held.claim(workspaceId, rows, now, now.plus(LEASE)),
                pages == 0 ? List.of() : backfills.claim(workspaceId, pages, now, now.plus(LEASE)));
        if (held.isAnyDue(workspaceId, now) || backfills.isAnyDue(workspaceId, now)) {
            // Whatever was left, or is lost with this process, is found by the next who looks.
            marks.ensure(workspaceId);
        }
        return claimed;
    }

    /** Has a row fetched later. @param failures how often it has failed now */
    @Transactional
    public void postpone(long workspaceId, HeldIntake.Held found, int failures, IntakeReason why, Instant until) {
        held.postpone(workspaceId, found, failures, why, until);
        marks.at(workspaceId, until);
    }

    /** A backfill, whether it is over or not. */
    public Optional<Backfill> find(long workspaceId, long id) {
        return backfills.find(workspaceId, id);
    }

    /** The last one of an integration. */
    public Optional<Backfill> last(long workspaceId, long integrationId) {
        return backfills.last(workspaceId, integrationId);
    }

    /** Writes down how far a backfill is; false if another one has done so since. */
    @Transactional
    public boolean advance(long workspaceId, Backfill was, Backfill now) {
        var retryAt = now.retryAt();
        if (retryAt != null) {
            marks.at(workspaceId, retryAt);
        }
        return backfills.advance(workspaceId, was, now);
    }
}
