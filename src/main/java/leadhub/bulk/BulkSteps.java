package leadhub.bulk;

import java.time.Clock;
import java.util.List;
import leadhub.actions.ActionEffect;
import leadhub.actions.Actions;
import leadhub.actions.BulkActionKind;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.bulk.BulkChange.Reason;
import leadhub.jobs.Jobs.StepResult;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes changes of many leads further. A step and how far it got are written together or not at all, so whoever takes
 * the next one, after whatever happened, neither leaves a lead out nor changes it twice.
 */
@Service
public class BulkSteps {
    /** Leads per step, which stay locked for its duration. */
    static final int LEADS = 200;

    private final BulkSql sql;
    private final BulkItemSql items;
    private final Actions actions;
    private final BulkCallers callers;
    private final Clock clock;

    BulkSteps(BulkSql sql, BulkItemSql items, Actions actions, BulkCallers callers, Clock clock) {
        this.sql = sql;
        this.items = items;
        this.actions = actions;
        this.callers = callers;
        this.clock = clock;
    }

    /** Changes the next leads, unless another one of the workspace comes before it. */
    @Transactional
    public StepResult step(long workspaceId, long id) {
        var change = sql.lock(workspaceId, id).filter(BulkChange::isOpen).orElse(null);
        if (change == null) {
            return StepResult.DONE;
        }
        if (sql.isBehind(workspaceId, id)) {
            return StepResult.WAITING;
        }
        var kind = actions.bulk(change.action());
        var caller = callers.find(workspaceId, change, kind.isDeletion()).orElse(null);
        if (caller == null) {
            return over(workspaceId, id, Reason.ACCESS);
        }
        if (!kind.isPossible(caller, change.config(), change.undoes() != null)) {
            return over(workspaceId, id, Reason.GONE);
        }
        var next = items.next(workspaceId, id, change.reached(), LEADS);
        if (!next.isEmpty()) {
            var done = change.undoes() == null
                    ? forward(caller, kind, change, next)
                    : kind.undo(caller, next, change.config());
            sql.advance(
                    workspaceId,
                    change.advanced(done, next.size() - done, next.getLast().leadId()));
        }
        if (next.size() < LEADS) {
            sql.finish(workspaceId, id, null, Times.now(clock));
            return StepResult.DONE;
        }
        return StepResult.MORE;
    }

    private int forward(Caller caller, BulkActionKind kind, BulkChange change, List<ActionEffect> next) {
        var ids = next.stream().map(ActionEffect::leadId).toList();
        var part = new BulkPart(change.id(), change.done() + change.skipped());
        var changed = kind.applyToMany(caller, ids, change.config(), part);
        if (!changed.isEmpty()) {
            items.update(caller.workspaceId(), change.id(), changed);
        }
        return changed.size();
    }

    /** Ends a change that kept failing. */
    @Transactional
    public void giveUp(long workspaceId, long id) {
        sql.finish(workspaceId, id, Reason.FAILED, Times.now(clock));
    }

    private StepResult over(long workspaceId, long id, Reason reason) {
        sql.finish(workspaceId, id, reason, Times.now(clock));
        return StepResult.DONE;
    }
}
