package leadhub.intake;

import java.time.Clock;
import java.time.Instant;
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

    /** A row that is held. @param failures how often in a row it couldn't be fetched */
    public record Held(IntakeEntry.Whole whole, int failures) {
        public long id() {
            return whole.entry().id();
        }
    }

    /** A row, if it is held. */
    public Optional<Held> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** Takes those that are to be fetched, the longest due first; nobody else does until then. */
    @Transactional
    public List<Long> claim(long workspaceId, int most, Instant now, Instant until) {
        return sql.claim(workspaceId, most, now, until);
    }

    /** Whether one is to be fetched, or somebody is at it. */
    public boolean isAnyDue(long workspaceId, Instant now) {
        return sql.isAnyDue(workspaceId, now);
    }

    /** Has all of an integration fetched at once, whatever they wait for. */
    @Transactional
    public void wake(long workspaceId, long sourceId) {
        sql.wake(workspaceId, sourceId, Times.now(clock));
    }

    /** Has a row worked on, with JSON in place of its body; nothing happens if somebody else was first. */
    @Transactional
    public void release(long workspaceId, long id, byte[] body, boolean isTest) {
        if (sql.release(workspaceId, id, body, isTest)) {
            marks.leave(workspaceId);
        }
    }

    /** Writes down why it is still held, until it is woken. */
    @Transactional
    public void suspend(long workspaceId, long id, IntakeReason why) {
        sql.suspend(workspaceId, id, why);
    }

    /** Has it fetched later, unless somebody else has done so. @param failures how often it has failed now */
    @Transactional
    public void postpone(long workspaceId, Held found, int failures, IntakeReason why, Instant until) {
        sql.postpone(workspaceId, found, failures, why, until);
    }

    /** Gives it up; it can be replayed, and leaves its external id to a later one. */
    @Transactional
    public void fail(long workspaceId, long id, IntakeReason why) {
        sql.end(workspaceId, id, IntakeStatus.FAILED, why, Times.now(clock));
    }

    /** The same of what isn't wanted now. */
    @Transactional
    public void ignore(long workspaceId, long id, IntakeReason why) {
        sql.end(workspaceId, id, IntakeStatus.IGNORED, why, Times.now(clock));
    }

    /** Gives it to another integration; false if that one has it already. */
    @Transactional
    public boolean move(long workspaceId, long id, long sourceId) {
        return sql.move(workspaceId, id, sourceId);
    }
}
