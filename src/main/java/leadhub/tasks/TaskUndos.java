package leadhub.tasks;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.tasks.TaskUndoSql.Done;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Does things to tasks so that they can be undone, as a new change, unless somebody has changed the task since. */
@Service
public class TaskUndos {
    /** How long it can be undone. */
    static final Duration UNDONE = Duration.ofHours(1);

    private final TaskUndoSql sql;
    private final LeadTasks tasks;
    private final Leads leads;
    private final Clock clock;

    TaskUndos(TaskUndoSql sql, LeadTasks tasks, Leads leads, Clock clock) {
        this.sql = sql;
        this.tasks = tasks;
        this.leads = leads;
        this.clock = clock;
    }

    /** Adds a task; what undoes it. */
    @Transactional
    public long add(Caller caller, long leadId, NewTask wanted) {
        return done(caller, leadId, new Done(null, tasks.add(caller, leadId, wanted)));
    }

    /** Changes a task by one of its verbs; what undoes it. */
    @Transactional
    public long change(Caller caller, long leadId, long id, Supplier<LeadTask> verb) {
        // So that nobody changes it between this look and the change.
        leads.lock(caller, leadId);
        var before = tasks.get(caller, leadId, id);
        return done(caller, leadId, new Done(before, verb.get()));
    }

    /** Removes a task; what undoes it. */
    @Transactional
    public long delete(Caller caller, long leadId, long id) {
        // So that nobody changes it between this look and the change.
        leads.lock(caller, leadId);
        var before = tasks.get(caller, leadId, id);
        tasks.delete(caller, leadId, id);
        return done(caller, leadId, new Done(before, null));
    }

    private long done(Caller caller, long leadId, Done done) {
        var now = Times.now(clock);
        return sql.insert(caller, leadId, done, now, now.minus(UNDONE));
    }

    /** Undoes what the caller did to a task of the lead. */
    @Transactional
    public void undo(Caller caller, long leadId, long undoId) {
        leads.lock(caller, leadId);
        var done = sql.take(caller, leadId, undoId, Times.now(clock).minus(UNDONE))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        var after = done.after();
        if (after != null && !isSame(now(caller, after), after)) {
            throw conflict();
        }
        undo(caller, leadId, done.before(), after);
    }

    private void undo(Caller caller, long leadId, @Nullable LeadTask before, @Nullable LeadTask after) {
        if (before == null) {
            tasks.delete(caller, leadId, Objects.requireNonNull(after).id());
            return;
        }
        var id = after == null ? tasks.add(caller, leadId, NewTask.like(before)).id() : before.id();
        if (after != null && after.doneAt() != null && before.doneAt() == null) {
            tasks.reopen(caller, leadId, id);
        }
        if (after != null) {
            tasks.change(caller, leadId, id, TaskChange.backTo(before));
        }
        if (before.doneAt() != null) {
            tasks.finish(caller, leadId, id);
        }
    }

    private LeadTask now(Caller caller, LeadTask task) {
        try {
            return tasks.get(caller, task.leadId(), task.id());
        } catch (ProblemException e) {
            throw e.problem() instanceof Problem.NotFound ? conflict() : e;
        }
    }

    private static boolean isSame(LeadTask one, LeadTask other) {
        return one.kind() == other.kind()
                && one.title().equals(other.title())
                && Objects.equals(one.dueOn(), other.dueOn())
                && Objects.equals(one.dueAt(), other.dueAt())
                && one.hasTime() == other.hasTime()
                && Objects.equals(one.reminderMinutes(), other.reminderMinutes())
                && Objects.equals(one.assignedUserId(), other.assignedUserId())
                && Objects.equals(one.doneAt(), other.doneAt());
    }

    private static ProblemException conflict() {
        return new Problem.Conflict(Refusal.of("task.changed_since")).exception();
    }
}
