package leadhub.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.users.Users;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be done for a lead, by whom and until when. */
@Service
public class LeadTasks {
    /** A lead has at most this many open tasks, so that all of them can be shown. */
    public static final int MOST_OPEN = 100;

    private final LeadTaskSql sql;
    private final Leads leads;
    private final Users users;
    private final Visibility visibility;
    private final LeadEvents events;
    private final Audit audit;
    private final Clock clock;

    // Seven, for users and what they see decide who may be given a task.
    LeadTasks(
            LeadTaskSql sql,
            Leads leads,
            Users users,
            Visibility visibility,
            LeadEvents events,
            Audit audit,
            Clock clock) {
        this.visibility = visibility;
        this.sql = sql;
        this.leads = leads;
        this.users = users;
        this.events = events;
        this.audit = audit;
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

    /** What the caller has to do, the most urgent first; nothing for what isn't a user. */
    public List<LeadTask> mine(Caller caller, Slice slice) {
        return caller.actor().kind() == Actor.Kind.USER
                ? sql.openOf(caller.workspaceId(), caller.actor().id(), visibility.of(caller), slice)
                : List.of();
    }

    /** What the caller had to do and was done since then, the latest first. */
    public List<LeadTask> mineDone(Caller caller, Instant since, int most) {
        return caller.actor().kind() == Actor.Kind.USER
                ? sql.doneOf(caller.workspaceId(), caller.actor().id(), visibility.of(caller), since, most)
                : List.of();
    }

    /** One page of the tasks of all leads that the caller sees, the most urgent first and those without a day last. */
    public Page<LeadTask> list(Caller caller, TaskFilter filter, Slice slice) {
        return sql.list(caller.workspaceId(), filter, visibility.of(caller), slice);
    }

    /** The task, to be changed: nobody else does until the transaction ends. */
    LeadTask lock(Caller caller, long leadId, long id) {
        return find(caller, leads.lock(caller, leadId).id(), id);
    }

    /** The task, if it is that lead's. */
    public LeadTask get(Caller caller, long leadId, long id) {
        return find(caller, leads.get(caller, leadId).id(), id);
    }

    /** Adds a task to a lead. */
    @Transactional
    public LeadTask add(Caller caller, long leadId, NewTask wanted) {
        var lead = leads.lock(caller, leadId);
        requireTitle(wanted.title());
        requireWorker(caller, lead, wanted.assignedUserId());
        requireRoom(caller, leadId);
        var task = sql.insert(caller, leadId, wanted, due(caller, wanted), Times.now(clock));
        written(caller, LeadEventKind.TASK_ADDED, task);
        audit.record(caller, "task.created", task.id(), null, task);
        return task;
    }

    private static @Nullable Due due(Caller caller, NewTask wanted) {
        var zone = caller.region().zone();
        if (wanted.dueAt() != null) {
            return Due.moment(wanted.dueAt(), zone);
        }
        return wanted.dueOn() == null ? null : Due.day(wanted.dueOn(), zone);
    }

    /** Changes what is set. */
    @Transactional
    public LeadTask change(Caller caller, long leadId, long id, TaskChange change) {
        var lead = leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        var worker = change.assignedUserId().over(before.assignedUserId());
        var after = before.withTerms(change.title().over(before.title()), due(caller, before, change), worker);
        requireTitle(after.title());
        if (worker != null && !worker.equals(before.assignedUserId())) {
            requireWorker(caller, lead, worker);
        }
        var written = write(caller, LeadEventKind.TASK_CHANGED, "task.changed", before, after);
        return change.doneAt().isSet() ? done(caller, written, change.doneAt().over(null)) : written;
    }

    /** The same day leaves the moment alone, which people don't see. */
    private static @Nullable Due due(Caller caller, LeadTask before, TaskChange change) {
        var zone = caller.region().zone();
        if (change.dueAt().isSet()) {
            var moment = change.dueAt().over(null);
            return moment == null ? null : Due.moment(moment, zone);
        }
        var day = change.dueOn().over(before.dueOn());
        if (day == null) {
            return null;
        }
        return day.equals(before.dueOn()) && before.dueAt() != null ? new Due(day, before.dueAt()) : Due.day(day, zone);
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

    /** Checks a task off; one that is done stays as it is. */
    @Transactional
    public LeadTask finish(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        return before.doneAt() != null ? before : done(caller, before, Times.now(clock));
    }

    /** Takes it back that a task is done; one that is open stays as it is. */
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

    /** Removes a task. */
    @Transactional
    public void delete(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var task = find(caller, leadId, id);
        sql.delete(caller.workspaceId(), id);
        written(caller, LeadEventKind.TASK_DELETED, task);
        audit.record(caller, "task.deleted", id, task, null);
    }

    private static void requireTitle(String title) {
        if (title.isBlank() || Texts.length(title) > LeadTask.MOST_CHARACTERS) {
            throw Problem.invalid(
                            "title", Refusal.of("between.string").with("min", 1).with("max", LeadTask.MOST_CHARACTERS))
                    .exception();
        }
    }

    /** A task given to somebody who doesn't see its lead would be seen by nobody. */
    private void requireWorker(Caller caller, Lead lead, @Nullable Long userId) {
        if (userId != null
                && users.find(caller, userId)
                        .filter(user -> visibility.worksOn(caller, user, lead))
                        .isEmpty()) {
            throw Problem.invalid("assigned_user_id", Refusal.of("in")).exception();
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
        sql.update(caller.workspaceId(), updated);
        written(caller, kind, updated);
        audit.record(caller, action, updated.id(), before, updated);
        return updated;
    }

    private void written(Caller caller, LeadEventKind kind, LeadTask task) {
        events.record(caller, Times.now(clock), NewLeadEvent.task(kind, task.leadId(), task.id(), task.title()));
    }
}
