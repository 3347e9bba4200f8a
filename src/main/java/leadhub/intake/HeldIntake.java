package leadhub.intake;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What came in as an announcement alone, and is held until somebody has fetched what it is about. */
@Service
public class HeldIntake {
    private final HeldIntakeSql sql;
    private final IntakeMarks marks;
    private final Clock clock;

    HeldIntake(HeldIntakeSql sql, IntakeMarks marks, Clock clock) {
        this.sql = sql;
        this.marks = marks;
        this.clock = clock;
    }

    /** A row, if it is held. */
    public Optional<IntakeEntry.Whole> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** The next ones of a form or integration, by id. */
    public List<Long> of(long workspaceId, long sourceId, long afterId, int most) {
        return sql.of(workspaceId, sourceId, afterId, most);
    }

    /** Has a row worked on, with JSON in place of its body; nothing happens if somebody else was first. */
    @Transactional
    public void release(long workspaceId, long id, byte[] body, boolean isTest) {
        if (sql.release(workspaceId, id, body, isTest)) {
            marks.leave(workspaceId);
        }
    }

    /** Writes down why it is still held. */
    @Transactional
    public void note(long workspaceId, long id, IntakeReason why) {
        sql.note(workspaceId, id, why);
    }

    /** Gives it up; it can be replayed, and leaves its external id to a later one. */
    @Transactional
    public void fail(long workspaceId, long id, IntakeReason why) {
        sql.fail(workspaceId, id, why, Times.now(clock));
    }

    /** Gives it to another integration; false if that one has it already. */
    @Transactional
    public boolean move(long workspaceId, long id, long sourceId) {
        return sql.move(workspaceId, id, sourceId);
    }
}
