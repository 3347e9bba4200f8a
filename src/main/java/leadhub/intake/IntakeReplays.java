package leadhub.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.base.database.Outage;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has what came in worked on again: one at once, many in steps. */
@Service
public class IntakeReplays {
    private static final Logger log = LoggerFactory.getLogger(IntakeReplays.class);

    static final String JOB = "intake-replay";
    private static final int STEP = 50;

    private final IntakeReplaySql sql;
    private final IntakeListSql lists;
    private final IntakeWork work;
    private final Notice notice;
    private final Clock clock;

    /** Who is told of a replay, and who does the steps. */
    @Component
    record Notice(Audit audit, JobQueue jobs, Workspaces workspaces) {}

    IntakeReplays(IntakeReplaySql sql, IntakeListSql lists, IntakeWork work, Notice notice, Clock clock) {
        this.sql = sql;
        this.lists = lists;
        this.work = work;
        this.notice = notice;
        this.clock = clock;
    }

    /** Many that are worked on again. */
    public record Started(long id, Instant createdAt) {}

    /** Works on one again, in the transaction of the caller if there is one; see {@link IntakeHandler}. */
    public void replay(Caller caller, long id, boolean isAsNew) {
        work.again(caller, id, isAsNew);
    }

    /** Has those worked on again that match and did not do what they were for. */
    @Transactional
    public Started start(Caller caller, IntakeFilter filter) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var now = Times.now(clock);
        var started = sql.insert(caller.workspaceId(), filter, caller.actor(), now);
        notice.audit().record(caller, "intake.replays_started", started.id(), null, IntakeReplaySql.json(filter));
        notice.jobs().add(JOB, caller.workspaceId() + "/" + started.id(), Duration.ZERO);
        return started;
    }

    /** A step; each row is a transaction of its own, so that one that fails doesn't take others along. */
    StepResult step(long workspaceId, long id) {
        var progress = sql.find(workspaceId, id).orElse(null);
        if (progress == null) {
            return StepResult.DONE;
        }
        var caller = notice.workspaces().caller(workspaceId, progress.requestedBy());
        var ids = lists.replayable(workspaceId, progress.filter(), progress.afterId(), progress.lastId(), STEP);
        var replayed = 0;
        for (var one : ids) {
            if (again(caller, one)) {
                replayed++;
            }
        }
        var isDone = ids.size() < STEP;
        var afterId = ids.isEmpty() ? progress.lastId() : ids.getLast();
        sql.advance(workspaceId, id, afterId, replayed, isDone ? Times.now(clock) : null);
        return isDone ? StepResult.DONE : StepResult.MORE;
    }

    /** What a row throws that can't be written down stays its own matter, unless the database is away: then all of it waits. */
    private boolean again(Caller caller, long id) {
        try {
            return work.again(caller, id, false);
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                throw e;
            }
            log.warn("What came in as {} could not be replayed: {}", id, e.toString());
            return false;
        }
    }
}
