package leadhub.bulk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.actions.BulkActionKind;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.bulk.BulkChange.Reason;
import leadhub.web.input.Errors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts, undoes and stops bulk changes, and reports their progress. People see and stop their own, managers also those of
 * API keys; a key sees those of the whole workspace.
 */
@Service
public class BulkChanges {
    /** How long a change can be undone. */
    static final Duration UNDONE = Duration.ofHours(24);
    /** How many changes may be unfinished where a program asks for another one. */
    static final int MOST_OPEN = 20;
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
        return start(caller, wanted, picked, new Errors());
    }

    /** @param errors what is wrong with the selection; what is wrong with the action is added, and then all is refused */
    @Transactional
    public BulkChange start(Caller caller, NewBulkChange wanted, LeadSelection picked, Errors errors) {
        require(caller, actions.bulk(wanted.action()));
        var action = check(caller, wanted, errors);
        if (isProgram(caller) && sql.open(caller.workspaceId()) >= MOST_OPEN) {
            throw new Problem.Conflict(Refusal.of("bulk.too_many").with("max", MOST_OPEN)).exception();
        }
        var sent = picked instanceof LeadSelection.Matching(var filter, var asked) ? asked : null;
        var id = sql.insert(caller, action, sent, null, Times.now(clock)).orElseThrow();
        return begin(caller, id, items.add(caller, id, picked));
    }

    /** Undoes a change for those of its leads that nobody has changed since. */
    @Transactional
    public BulkChange undo(Caller caller, long id) {
        require(caller, kind(get(caller, id)));
        var change = sql.lock(caller.workspaceId(), id).orElseThrow();
        var finished = change.finishedAt();
        if (finished == null
                || change.undoes() != null
                || finished.isBefore(Times.now(clock).minus(UNDONE))) {
            throw conflict(Refusal.of("bulk.no_undo"));
        }
        var wanted = new Action(change.action(), change.config(), change.subject());
        var back = sql.insert(caller, wanted, null, id, Times.now(clock))
                .orElseThrow(() -> conflict(Refusal.of("bulk.no_undo")));
        return begin(caller, back, items.addChangedBy(caller, back, id));
    }

    /** Stops a change; what was changed stays, and can be undone. One that is over stays as it is. */
    @Transactional
    public void stop(Caller caller, long id) {
        end(caller, id);
    }

    /** The same; one that is over is refused. */
    @Transactional
    public BulkChange stopOpen(Caller caller, long id) {
        if (!end(caller, id)) {
            throw conflict(Refusal.of("bulk.over"));
        }
        return get(caller, id);
    }

    /** Dismisses a finished change. */
    @Transactional
    public void hide(Caller caller, long id) {
        caller.require(Permission.WRITE_LEADS);
        sql.hide(caller.workspaceId(), get(caller, id).id(), Times.now(clock));
    }

    /** A change that the caller sees. */
    public BulkChange get(Caller caller, long id) {
        return line(caller, id).change();
    }

    /** The same, and what has to do with it. */
    public BulkLine line(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(line -> sees(caller, line.change()))
                .map(this::line)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("bulk.not_found")).exception());
    }

    /** All changes of the workspace, newest first: for programs. */
    public Page<BulkLine> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice).map(this::line);
    }

    /** The unfinished changes that the caller sees, and the last finished ones. */
    public List<BulkLine> mine(Caller caller) {
        var since = Times.now(clock).minus(UNDONE);
        return sql
                .lines(caller.workspaceId(), caller.actor().id(), caller.role().covers(Role.MANAGER), since)
                .stream()
                .map(this::line)
                .toList();
    }

    BulkActionKind kind(BulkChange change) {
        return actions.bulk(change.action());
    }

    /** What many leads can take, by its key. */
    Optional<BulkActionKind> kind(String action) {
        return actions.find(action).filter(BulkActionKind.class::isInstance).map(BulkActionKind.class::cast);
    }

    /** Refuses who may not do such a thing. */
    void require(Caller caller, BulkActionKind kind) {
        caller.require(kind.isDeletion() ? Permission.DELETE_LEADS : Permission.WRITE_LEADS);
    }

    /** Deletes changes that finished long ago. */
    void prune(long workspaceId) {
        sql.prune(workspaceId, Times.now(clock).minus(KEPT));
    }

    private BulkLine line(BulkSql.Line line) {
        return new BulkLine(line.change(), kind(line.change()), line.waits(), line.isUndone());
    }

    private static boolean isProgram(Caller caller) {
        return caller.actor().kind() == Actor.Kind.API_KEY;
    }

    private static boolean sees(Caller caller, BulkChange change) {
        return isProgram(caller)
                || (change.isOfKey()
                        ? caller.role().covers(Role.MANAGER)
                        : change.author().id() == caller.actor().id());
    }

    private boolean end(Caller caller, long id) {
        caller.require(Permission.WRITE_LEADS);
        return sql.finish(caller.workspaceId(), get(caller, id).id(), Reason.USER, Times.now(clock));
    }

    private BulkChange begin(Caller caller, long id, int total) {
        runs.begin(caller, id, total);
        return get(caller, id);
    }

    private Action check(Caller caller, NewBulkChange wanted, Errors errors) {
        Action action;
        try {
            var request = new ActionRequest(caller, wanted.given().values(), wanted.path(), wanted.createsTags());
            action = actions.bulk(wanted.action()).checkForMany(request);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var more)) {
                errors.addAll(more);
                errors.check();
            }
            throw e;
        }
        errors.check();
        return action;
    }

    private static RuntimeException conflict(Refusal why) {
        return new Problem.Conflict(why).exception();
    }
}
