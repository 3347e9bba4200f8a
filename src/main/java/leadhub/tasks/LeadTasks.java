package leadhub.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds, changes, completes and deletes the tasks of leads. */
@Service
public class LeadTasks {
    /** A lead has at most this many open tasks, so that all of them can be shown. */
    public static final int MOST_OPEN = 100;

    private final LeadTaskSql sql;
    private final Leads leads;
    private final TaskWorkers workers;
    private final TaskRecord record;
    private final Clock clock;

    LeadTasks(LeadTaskSql sql, Leads leads, TaskWorkers workers, TaskRecord record, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.workers = workers;
        this.record = record;
        this.clock = clock;
    }

    /**
     * The tasks of a lead that the caller was shown: what is to be done, the most urgent first, then what was done, the
     * latest first.
     *
     * @param mostDone how many of the latter
     */
    public List<LeadTask> list(Caller caller, Lead lead, int mostDone) {
        return sql.list(caller.workspaceId(), lead.id(), MOST_OPEN, mostDone);
    }

    /** The task, if it belongs to that lead. */
    public LeadTask get(Caller caller, long leadId, long id) {
        return find(caller, leads.get(caller, leadId).id(), id);
    }

    /** Adds a task to a lead. */
    @Transactional
    public LeadTask add(Caller caller, long leadId, NewTask wanted) {
        var lead = leads.lock(caller, leadId);
        requireTitle(wanted.title());
        workers.require(caller, lead, wanted.assignedUserId());
        requireRoom(caller, leadId);
        var task = sql.insert(caller, leadId, wanted, Times.now(clock));
        record.write(caller, LeadEventKind.TASK_ADDED, "task.created", null, task);
        return task;
    }

    /** Changes what is set. */
    @Transactional
    public LeadTask change(Caller caller, long leadId, long id, TaskChange change) {
        var lead = leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        var worker = change.assignedUserId().over(before.assignedUserId());
        var after = new LeadTask(
                id,
                leadId,
                change.title().over(before.title()),
                change.dueOn().over(before.dueOn()),
                worker,
                before.doneAt(),
                before.doneBy(),
                before.createdAt(),
                before.createdBy());
        requireTitle(after.title());
        if (worker != null && !worker.equals(before.assignedUserId())) {
            workers.require(caller, lead, worker);
        }
        return write(caller, LeadEventKind.TASK_CHANGED, "task.changed", before, after);
    }

    /** Completes a task; a completed one stays as it is. */
    @Transactional
    public LeadTask finish(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        return before.doneAt() != null
                ? before
                : write(
                        caller,
                        LeadEventKind.TASK_DONE,
                        "task.done",
                        before,
                        doneBy(before, Times.now(clock), caller.actor()));
    }

    /** Reopens a task; an open one stays as it is. */
    @Transactional
    public LeadTask reopen(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        if (before.doneAt() == null) {
            return before;
        }
        requireRoom(caller, leadId);
        return write(caller, LeadEventKind.TASK_REOPENED, "task.reopened", before, doneBy(before, null, null));
    }

    /** Deletes a task. */
    @Transactional
    public void delete(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var task = find(caller, leadId, id);
        sql.delete(caller.workspaceId(), id);
        record.write(caller, LeadEventKind.TASK_DELETED, "task.deleted", task, null);
    }

    private static void requireTitle(String title) {
        if (title.isBlank() || Texts.length(title) > LeadTask.MOST_CHARACTERS) {
            throw Problem.invalid(
                            "title", Refusal.of("between.string").with("min", 1).with("max", LeadTask.MOST_CHARACTERS))
                    .exception();
        }
    }

    private void requireRoom(Caller caller, long leadId) {
        if (sql.list(caller.workspaceId(), leadId, MOST_OPEN, 0).size() == MOST_OPEN) {
            throw new Problem.Conflict(Refusal.of("task.too_many_open").with("max", MOST_OPEN)).exception();
        }
    }

    private LeadTask find(Caller caller, long leadId, long id) {
        return sql.find(caller.workspaceId(), leadId, id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("task.not_found")).exception());
    }

    private static LeadTask doneBy(LeadTask task, @Nullable Instant at, @Nullable Actor actor) {
        return new LeadTask(
                task.id(),
                task.leadId(),
                task.title(),
                task.dueOn(),
                task.assignedUserId(),
                at,
                actor,
                task.createdAt(),
                task.createdBy());
    }

    private LeadTask write(Caller caller, LeadEventKind kind, String action, LeadTask before, LeadTask after) {
        if (after.equals(before)) {
            return before;
        }
        sql.update(caller.workspaceId(), after);
        record.write(caller, kind, action, before, after);
        return after;
    }
}
