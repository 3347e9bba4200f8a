package leadhub.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /** The task, locked until the end of the transaction. */
    LeadTask lock(Caller caller, long leadId, long id) {
        return find(caller, leads.lock(caller, leadId).id(), id);
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
        var task = sql.insert(caller, fresh(caller, leadId, wanted));
        record.write(caller, LeadEventKind.TASK_ADDED, "task.created", null, task);
        return task;
    }

    private LeadTask fresh(Caller caller, long leadId, NewTask wanted) {
        var now = Times.now(clock);
        var blank = new LeadTask(
                0,
                leadId,
                wanted.kind(),
                wanted.title(),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                now,
                caller.actor(),
                now);
        return blank.withTerms(terms(wanted, due(caller, wanted)));
    }

    private static LeadTask.Terms terms(NewTask wanted, @Nullable Due due) {
        return new LeadTask.Terms(
                wanted.kind(), wanted.title(), due, reminder(due, wanted.reminderMinutes()), wanted.assignedUserId());
    }

    private static @Nullable Due due(Caller caller, NewTask wanted) {
        var zone = caller.region().zone();
        if (wanted.dueAt() != null) {
            return Due.moment(wanted.dueAt(), zone);
        }
        return wanted.dueOn() == null ? null : Due.day(wanted.dueOn(), zone);
    }

    /** Of what is never due nobody is reminded. */
    private static @Nullable Integer reminder(@Nullable Due due, @Nullable Integer minutes) {
        if (minutes != null && (minutes < 1 || minutes > LeadTask.MOST_REMINDER_MINUTES)) {
            throw Problem.invalid(
                            "reminder_minutes",
                            Refusal.of("between").with("min", 1).with("max", LeadTask.MOST_REMINDER_MINUTES))
                    .exception();
        }
        return due == null ? null : minutes;
    }

    /** Changes what is set. */
    @Transactional
    public LeadTask change(Caller caller, long leadId, long id, TaskChange change) {
        var lead = leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        var worker = change.assignedUserId().over(before.assignedUserId());
        var due = due(caller, before, change);
        var minutes = reminder(due, change.reminderMinutes().over(before.reminderMinutes()));
        var after = before.withTerms(new LeadTask.Terms(
                change.kind().over(before.kind()), change.title().over(before.title()), due, minutes, worker));
        requireTitle(after.title());
        if (worker != null && !worker.equals(before.assignedUserId())) {
            workers.require(caller, lead, worker);
        }
        var written = write(caller, LeadEventKind.TASK_CHANGED, "task.changed", before, after);
        return change.doneAt().isSet() ? done(caller, written, change.doneAt().over(null)) : written;
    }

    /** The same day alone leaves the moment as it is. */
    private static @Nullable Due due(Caller caller, LeadTask before, TaskChange change) {
        var zone = caller.region().zone();
        var moment = change.dueAt().over(null);
        if (moment != null) {
            return Due.moment(moment, zone);
        }
        var day = change.dueOn().over(change.dueAt().isSet() ? null : before.dueOn());
        if (day == null) {
            return null;
        }
        var kept = before.dueAt();
        return kept != null && !change.dueAt().isSet() && day.equals(before.dueOn())
                ? new Due(day, kept, before.hasTime())
                : Due.day(day, zone);
    }

    private LeadTask done(Caller caller, LeadTask before, @Nullable Instant at) {
        if (at == null) {
            return reopened(caller, before);
        }
        var kind = before.doneAt() == null ? LeadEventKind.TASK_DONE : LeadEventKind.TASK_CHANGED;
        var action = before.doneAt() == null ? "task.done" : "task.changed";
        return at.equals(before.doneAt())
                ? before
                : write(caller, kind, action, before, before.doneBy(at, caller.actor()));
    }

    /** Completes a task; a completed one stays as it is. */
    @Transactional
    public LeadTask finish(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        return before.doneAt() != null ? before : done(caller, before, Times.now(clock));
    }

    /** Reopens a task; an open one stays as it is. */
    @Transactional
    public LeadTask reopen(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        return reopened(caller, find(caller, leadId, id));
    }

    private LeadTask reopened(Caller caller, LeadTask before) {
        if (before.doneAt() == null) {
            return before;
        }
        requireRoom(caller, before.leadId());
        return write(caller, LeadEventKind.TASK_REOPENED, "task.reopened", before, before.doneBy(null, null));
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

    private LeadTask write(Caller caller, LeadEventKind kind, String action, LeadTask before, LeadTask after) {
        if (after.equals(before)) {
            return before;
        }
        var updated = after.updated(Times.now(clock));
        sql.update(caller, updated);
        record.write(caller, kind, action, before, updated);
        return updated;
    }
}
