package leadhub.automations.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.TermMatcher;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conditions.Today;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/** What automations that time starts have to do with a lead. */
@Component
class TimedPast {
    private final Schedule schedule;
    private final ScheduleSql due;
    private final DecisionSql decisions;
    private final Leads leads;
    private final Clock clock;

    TimedPast(Schedule schedule, ScheduleSql due, DecisionSql decisions, Leads leads, Clock clock) {
        this.schedule = schedule;
        this.due = due;
        this.decisions = decisions;
        this.leads = leads;
        this.clock = clock;
    }

    /**
     * By automation.
     *
     * @param due when somebody looks at the lead
     * @param last what came of it when that was the last time
     * @param now the lead as it is
     */
    record OfLead(Schedule schedule, Map<Long, Instant> due, Map<Long, Decision> last, TermMatcher.Moment now) {
        boolean isTimed(Known one) {
            return schedule.trigger(one.definition()).isPresent();
        }
    }

    /** Costs no statement where none of the automations is one of those. */
    OfLead of(Caller caller, long leadId, List<Known> automations) {
        var isAsked = automations.stream()
                .anyMatch(one -> schedule.trigger(one.definition()).isPresent());
        var now = new TermMatcher.Moment(
                caller,
                new CurrentLead(() -> java.util.Optional.of(leads.get(caller, leadId))),
                Map.of(),
                Today.of(Times.now(clock), caller.region().zone()));
        return new OfLead(
                schedule,
                isAsked ? due.ofLead(caller.workspaceId(), leadId) : Map.of(),
                isAsked ? decisions.lastByTime(caller.workspaceId(), leadId) : Map.of(),
                now);
    }
}
