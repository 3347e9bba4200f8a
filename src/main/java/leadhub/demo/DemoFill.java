package leadhub.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.NewLead;
import leadhub.notes.LeadNotes;
import leadhub.pipelines.Pipelines;
import leadhub.samples.ImaginedLeads;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.NewTask;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a few made-up leads into a workspace, for whoever wants to look around, and takes them out again. */
@Service
public class DemoFill {
    /** Enough for each stage and list, few enough for one transaction. */
    static final int LEADS = 24;

    private static final Duration SPAN = Duration.ofDays(30);
    private static final int TASKS = 5;
    private static final Set<Effect> LOUD = Set.of(Effect.AUTOMATIONS, Effect.WEBHOOKS, Effect.MAILS);

    private final DemoLeadSql sql;
    private final Leads leads;
    private final LeadNotes notes;
    private final LeadTasks tasks;
    private final Pipelines pipelines;
    private final Clock clock;

    // Six: the features that act on leads.
    DemoFill(DemoLeadSql sql, Leads leads, LeadNotes notes, LeadTasks tasks, Pipelines pipelines, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.notes = notes;
        this.tasks = tasks;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** Adds them, unless there are some; nobody outside is told, and no automation starts. */
    @Transactional
    public int fill(Caller caller) {
        caller.require(Role.ADMIN);
        if (!sql.begin(caller.workspaceId())) {
            return 0;
        }
        var quiet = caller.without(LOUD);
        var now = Times.now(clock);
        var all = pipelines.all(caller);
        var stages = all.stagesOf(all.usual().id());
        var imagined = new ImaginedLeads(stages, List.of(), List.of(), caller.defaultCountry(), now);
        var ids = new ArrayList<Long>();
        for (var number = 1; number <= LEADS; number++) {
            ids.add(add(quiet, imagined.next(number, (double) number / LEADS, SPAN), number));
        }
        sql.insert(caller.workspaceId(), ids, now);
        return ids.size();
    }

    private long add(Caller caller, Lead person, int number) {
        var id = leads.create(
                        caller, new NewLead(LeadChange.toFactsOf(person), person.source(), null, person.createdAt()))
                .id();
        var random = new Random(number);
        if (person.status() == LeadStatus.NEW) {
            return id;
        }
        leads.change(caller, id, LeadChange.toOwner(caller.actor().id()));
        leads.change(caller, id, LeadChange.toStage(person.stageId()));
        leads.change(caller, id, LeadChange.toStatus(person.status()));
        if (person.dealValue() != null) {
            leads.change(caller, id, LeadChange.toDealValue(person.dealValue()));
        }
        notes.add(caller, id, DemoTexts.FIRST_CALL.any(random));
        if (number % TASKS == 0) {
            var today = LocalDate.ofInstant(clock.instant(), zone(caller));
            var due = today.plusDays(number / TASKS - 2L);
            tasks.add(
                    caller,
                    id,
                    new NewTask(DemoTexts.TASK.any(random), due, caller.actor().id()));
        }
        return id;
    }

    private static ZoneId zone(Caller caller) {
        return caller.region().zone();
    }

    /** Takes out what is left of them, as any lead that is deleted; what a real lead was merged into stays. */
    @Transactional
    public int remove(Caller caller) {
        caller.require(Role.ADMIN);
        var quiet = caller.without(LOUD);
        var ids = sql.removable(caller.workspaceId());
        ids.forEach(id -> leads.delete(quiet, id));
        sql.forget(caller.workspaceId());
        return ids.size();
    }
}
