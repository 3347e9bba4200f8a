package leadhub.automations.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.steps.TermMatcher;
import leadhub.automations.triggers.TimedTrigger;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.conditions.Today;
import leadhub.events.EventFeed;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import leadhub.workspaces.Workspace;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts what time has brought about, each in a transaction of its own that holds the lead. */
@Service
public class ScheduleTurns {
    private final Schedule schedule;
    private final ScheduleSql sql;
    private final Starting starting;
    private final Leads leads;
    private final EventFeed events;

    ScheduleTurns(Schedule schedule, ScheduleSql sql, Starting starting, Leads leads, EventFeed events) {
        this.schedule = schedule;
        this.sql = sql;
        this.starting = starting;
        this.leads = leads;
        this.events = events;
    }

    /** What runs are started by. */
    @Component
    record Starting(StartSql sql, TermMatcher terms, References references, RunMarks marks, DecisionSql decisions) {}

    List<ScheduleSql.Entry> due(long workspaceId, int most) {
        return sql.due(workspaceId, starting.marks().now(), most);
    }

    /** Starts a run, if it is due and its conditions are met. */
    @Transactional
    public void take(Workspace workspace, ScheduleSql.Entry entry) {
        var caller = workspace.caller(Actor.system("automations"));
        var lead = leads.hold(caller, entry.leadId());
        var now = starting.marks().now();
        var since = sql.lock(workspace.id(), entry, now);
        if (since.isEmpty()) {
            return;
        }
        var one = schedule.automations(workspace.id()).get(entry.automationId());
        if (lead.isEmpty() || one == null) {
            remove(workspace.id(), entry);
            return;
        }
        var kind = schedule.trigger(one.definition()).orElseThrow();
        var due = kind.due(
                moment(caller, lead.get(), kind), one.definition().trigger().config());
        if (due.isEmpty() || due.get().at().isBefore(since.get())) {
            remove(workspace.id(), entry);
        } else if (due.get().at().isAfter(now)) {
            schedule.putOff(workspace.id(), entry, due.get().at());
        } else {
            remove(workspace.id(), entry);
            var decision = start(caller, one, lead.get(), due.get().key(), now);
            starting.decisions().insert(workspace.id(), entry, due.get().key(), decision, now);
        }
    }

    private void remove(long workspaceId, ScheduleSql.Entry entry) {
        sql.remove(workspaceId, entry.automationId(), new long[] {entry.leadId()});
    }

    private TimedTrigger.Moment moment(Caller caller, Lead lead, TimedTrigger kind) {
        var activities =
                kind.isOnlyPutOff() ? events.lastActivities(caller, new long[] {lead.id()}) : Map.<Long, Instant>of();
        return moment(caller, lead, activities);
    }

    static TimedTrigger.Moment moment(Caller caller, Lead lead, Map<Long, Instant> activities) {
        return new TimedTrigger.Moment(
                new LeadFacts(lead),
                activities.getOrDefault(lead.id(), lead.createdAt()),
                caller.region().zone());
    }

    private Decision start(Caller caller, Known one, Lead lead, String key, Instant now) {
        var trigger = one.definition().trigger();
        var moment = new TermMatcher.Moment(
                caller,
                new LeadFacts(lead),
                Map.of(),
                Today.of(now, caller.region().zone()));
        if (!starting.references().missing(caller, one.definition()).isEmpty()) {
            return Decision.NEEDS_REPAIR;
        }
        if (!starting.terms().isMet(trigger.conditions(), moment)) {
            return Decision.CONDITION_FALSE;
        }
        var run = NewRun.of(
                one.automation(), lead.id(), key, caller.actor().causedBy(), "{}", now, trigger.debounceSeconds());
        if (starting.sql().insertOne(caller, run, now).isEmpty()) {
            return Decision.RE_ENTRY;
        }
        starting.marks().leave(caller.workspaceId());
        starting.marks().park(caller.workspaceId(), run.dueAt());
        return Decision.STARTED;
    }
}
