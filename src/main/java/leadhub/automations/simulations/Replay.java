package leadhub.automations.simulations;

import java.time.Instant;
import java.util.List;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.runs.Decision;
import leadhub.automations.simulations.Simulation.Status;
import leadhub.automations.simulations.SimulationSql.Kept;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.events.EventFeed;
import leadhub.events.EventFeed.Range;
import leadhub.events.LeadEvent;

/**
 * One step of a simulation. Whether a run would have started is decided by the lead as it was; the run is a dry run for the lead
 * as it is now.
 *
 * <p>Limits: 200,000 events; 2,000 runs.
 */
final class Replay {
    private static final int MOST_EVENTS = 200_000;
    private static final int MOST_RUNS = 2_000;
    private static final int RUNS_AT_ONCE = 20;

    private final SimulationSteps.Trials trials;
    private final Caller caller;
    private final Known known;
    private final Kept before;
    private final Tally tally;
    private final BusyLeads leads;
    private long eventId;
    private Instant until;
    private int runs;

    Replay(SimulationSteps.Trials trials, Caller caller, Known known, Kept before) {
        this.trials = trials;
        this.caller = caller;
        this.known = known;
        this.before = before;
        this.tally = new Tally(before.shown().counted());
        this.leads = BusyLeads.read(before.leads());
        this.eventId = before.rest().first() - 1;
        this.until = before.shown().until();
    }

    /** @param isMore whether there may be others behind them */
    Kept go(List<EventFeed.Kept> events, boolean isMore) {
        var taken = 0;
        for (; taken < events.size() && runs < RUNS_AT_ONCE && !isFull(); taken++) {
            take(events.get(taken));
        }
        var isAtEnd = taken == events.size() && !isMore;
        if (isAtEnd) {
            eventId = Math.max(eventId, before.rest().last());
            until = before.shown().startedAt();
        }
        return after(isAtEnd || isFull() ? Status.COMPLETED : Status.RUNNING);
    }

    private boolean isFull() {
        return tally.events() >= MOST_EVENTS || tally.started() >= MOST_RUNS;
    }

    private void take(EventFeed.Kept kept) {
        var event = kept.event();
        eventId = kept.id();
        // Ids are drawn before their transactions end, so that an older event may stand among these.
        if (event.at().isBefore(before.shown().from())) {
            return;
        }
        until = event.at();
        tally.event();
        trials.matching().decide(caller, known, event).ifPresent(decision -> decided(event, decision));
    }

    private void decided(LeadEvent event, Decision first) {
        var decision = first == Decision.STARTED
                ? leads.decide(event.leadId(), event.at(), known.automation().reEntry())
                : first;
        tally.decided(decision == Decision.STARTED && !run(event) ? "lead_deleted" : decision.word());
    }

    /** False if the lead is gone. */
    private boolean run(LeadEvent event) {
        runs++;
        try {
            var outcome = trials.dryRuns().run(caller, known, event.leadId(), event.changes());
            tally.ran(event.leadId(), outcome);
            leads.ran(event.leadId(), event.at(), known.definition().trigger().debounceSeconds(), outcome);
            return true;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return false;
            }
            throw e;
        }
    }

    private Kept after(Status status) {
        var shown = before.shown();
        var now = new Simulation(
                shown.id(),
                shown.days(),
                status,
                shown.percent(),
                shown.from(),
                until,
                shown.isWhole(),
                tally.counted(),
                shown.startedAt(),
                null);
        return new Kept(
                now, before.definition(), new Range(eventId + 1, before.rest().last()), leads.json());
    }
}
