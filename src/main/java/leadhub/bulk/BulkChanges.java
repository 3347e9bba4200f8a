package leadhub.bulk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import leadhub.actions.Action;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.actions.BulkActionKind;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.bulk.BulkChange.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts, undoes and stops bulk changes, and reports their progress. People see and stop only their own. */
@Service
public class BulkChanges {
    /** How long a change can be undone. */
    static final Duration UNDONE = Duration.ofHours(24);
    /** How long the leads of a change are kept. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final BulkSql sql;
    private final BulkItems items;
    private final Actions actions;
    private final BulkRuns runs;
    private final Clock clock;

    BulkChanges(BulkSql sql, BulkItems items, Actions actions, BulkRuns runs, Clock clock) {
        this.sql = sql;
        this.items = items;
        this.actions = actions;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Changes the selected leads: few at once, many in the background. The selection is fixed at this moment; what happens
     * to them in the meantime is checked when it is their turn.
     */
    @Transactional
    public BulkChange start(Caller caller, NewBulkChange wanted, LeadSelection picked) {
        requireUser(caller);
        var id = sql.insert(caller, check(caller, wanted), null, Times.now(clock))
                .orElseThrow();
        return begin(caller, id, items.add(caller, id, picked));
    }

    /** Undoes a change for those of its leads that nobody has changed since. */
    @Transactional
    public BulkChange undo(Caller caller, long id) {
        requireUser(caller);
        var change = sql.lock(caller.workspaceId(), get(caller, id).id()).orElseThrow();
        var finished = change.finishedAt();
        if (finished == null
                || change.undoes() != null
                || finished.isBefore(Times.now(clock).minus(UNDONE))) {
            throw conflict();
        }
        var wanted = new Action(change.action(), change.config(), change.subject());
        var back = sql.insert(caller, wanted, id, Times.now(clock)).orElseThrow(BulkChanges::conflict);
        return begin(caller, back, items.addChangedBy(caller, back, id));
    }

    /** Stops a change; what was changed stays, and can be undone. */
    @Transactional
    public void stop(Caller caller, long id) {
        requireUser(caller);
        sql.finish(caller.workspaceId(), get(caller, id).id(), Reason.USER, Times.now(clock));
    }

    /** Dismisses a finished change. */
    @Transactional
    public void hide(Caller caller, long id) {
        requireUser(caller);
        sql.hide(caller.workspaceId(), caller.actor().id(), get(caller, id).id(), Times.now(clock));
    }

    /** The caller's own change. */
    public BulkChange get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), caller.actor().id(), id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("bulk.not_found")).exception());
    }

    /** The caller's unfinished changes, and the last finished one. */
    public List<BulkLine> mine(Caller caller) {
        var since = Times.now(clock).minus(UNDONE);
        return sql.lines(caller.workspaceId(), caller.actor().id(), since).stream()
                .map(line -> new BulkLine(line.change(), kind(line.change()), line.waits(), line.isUndone()))
                .toList();
    }

    BulkActionKind kind(BulkChange change) {
        return actions.bulk(change.action());
    }

    /** Deletes changes that finished long ago. */
    void prune() {
        var before = Times.now(clock).minus(KEPT);
        sql.workspaces().forEach(workspaceId -> sql.prune(workspaceId, before));
    }

    private BulkChange begin(Caller caller, long id, int total) {
        runs.begin(caller, id, total);
        return get(caller, id);
    }

    private Action check(Caller caller, NewBulkChange wanted) {
        var field = wanted.field();
        UnaryOperator<String> path = key -> field == null ? key : field;
        return actions.bulk(wanted.action())
                .check(new ActionRequest(caller, wanted.given().values(), path, true));
    }

    private static void requireUser(Caller caller) {
        caller.require(Role.AGENT);
        if (caller.actor().kind() != Actor.Kind.USER) {
            throw new Problem.Forbidden(Refusal.of("bulk.users_only")).exception();
        }
    }

    private static RuntimeException conflict() {
        return new Problem.Conflict(Refusal.of("bulk.no_undo")).exception();
    }
}
