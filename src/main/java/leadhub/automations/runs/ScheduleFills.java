package leadhub.automations.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.triggers.TimedTrigger;
import leadhub.base.Actor;
import leadhub.events.EventFeed;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.ManyLeads;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks once through the leads that there are when an automation that time starts is switched on, some at a time. */
@Service
public class ScheduleFills {
    private static final int MOST_LEADS = 200;
    private static final int MOST_REMOVED = 1_000;

    private final ScheduleSql sql;
    private final Schedule schedule;
    private final ManyLeads leads;
    private final EventFeed events;
    private final Workspaces workspaces;

    ScheduleFills(ScheduleSql sql, Schedule schedule, ManyLeads leads, EventFeed events, Workspaces workspaces) {
        this.sql = sql;
        this.schedule = schedule;
        this.leads = leads;
        this.events = events;
        this.workspaces = workspaces;
    }

    /** What was due for an automation that is switched off, or started by something else now. */
    @Transactional
    public StepResult remove(long workspaceId, long automationId) {
        sql.endFill(workspaceId, automationId);
        return sql.removeSome(workspaceId, automationId, MOST_REMOVED) < MOST_REMOVED
                ? StepResult.DONE
                : StepResult.MORE;
    }

    /** The next leads. */
    @Transactional
    public StepResult fill(long workspaceId, Known one, TimedTrigger kind) {
        var caller = workspaces.caller(workspaceId, Actor.system("automations"));
        var automationId = one.automation().id();
        var begun = sql.fill(workspaceId, automationId);
        if (begun.isEmpty()) {
            return StepResult.DONE;
        }
        var some = leads.holdNext(caller, begun.get().lastLeadId(), MOST_LEADS);
        var ids = some.stream().mapToLong(lead -> lead.id()).toArray();
        var activities = kind.isOnlyPutOff() ? events.lastActivities(caller, ids) : Map.<Long, Instant>of();
        var entries = new ArrayList<ScheduleSql.Entry>();
        for (var lead : some) {
            kind.due(
                            ScheduleTurns.moment(caller, lead, activities),
                            one.definition().trigger().config())
                    .filter(due -> due.at().isAfter(begun.get().since()))
                    .ifPresent(due -> entries.add(new ScheduleSql.Entry(automationId, lead.id(), due.at())));
        }
        sql.remove(workspaceId, automationId, ids);
        schedule.set(workspaceId, entries, begun.get().since(), false);
        if (some.isEmpty()) {
            sql.endFill(workspaceId, automationId);
            return StepResult.DONE;
        }
        sql.fillTo(workspaceId, automationId, some.getLast().id());
        return StepResult.MORE;
    }
}
