package leadhub.automations.runs;

import java.util.Optional;
import leadhub.automations.Definition;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.steps.TermMatcher;
import leadhub.automations.triggers.HookedTrigger;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.conditions.Today;
import leadhub.events.LeadEvent;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadEventFacts;
import org.springframework.stereotype.Component;

/**
 * Tells whether an event starts an automation, and if not, why. Costs no statement, unless an event that fits is one that keeps
 * nothing of the lead.
 */
@Component
public class Matching {
    /** Automations that start each other end here. */
    static final int MOST_DEPTH = 8;

    private final TriggerKinds triggers;
    private final TermMatcher terms;
    private final References references;
    private final Leads leads;

    Matching(TriggerKinds triggers, TermMatcher terms, References references, Leads leads) {
        this.triggers = triggers;
        this.terms = terms;
        this.references = references;
        this.leads = leads;
    }

    /** What becomes of an event; empty if it is none that the automation waits for. */
    public Optional<Decision> decide(Caller caller, Known known, LeadEvent event) {
        var definition = known.definition();
        if (event.leadId() == 0 || !isBy(definition, event) || !fits(known, event)) {
            return Optional.empty();
        }
        if (!known.automation().isActive()) {
            return Optional.of(Decision.INACTIVE);
        }
        if (event.actor().causedBy().depth() >= MOST_DEPTH) {
            return Optional.of(Decision.LOOP);
        }
        if (!terms.isMet(definition.trigger().conditions(), moment(caller, event))) {
            return Optional.of(Decision.CONDITION_FALSE);
        }
        return Optional.of(references.missing(caller, definition).isEmpty() ? Decision.STARTED : Decision.NEEDS_REPAIR);
    }

    /** By what an event starts a run once. */
    String key(Definition definition, LeadEvent event) {
        return triggers.find(definition.trigger().type()).orElseThrow().key(event);
    }

    boolean isBy(Definition definition, LeadEvent event) {
        return triggers.find(definition.trigger().type())
                .filter(kind -> kind.isBy(event))
                .isPresent();
    }

    boolean fits(Known known, LeadEvent event) {
        var trigger = known.definition().trigger();
        return triggers.find(trigger.type())
                .filter(kind -> kind instanceof HookedTrigger hooked
                        ? hooked.cameTo(known.automation().id(), event)
                        : kind.fits(event, trigger.config()))
                .isPresent();
    }

    /** Within the transaction of the event, or long after it. */
    TermMatcher.Moment moment(Caller caller, LeadEvent event) {
        return new TermMatcher.Moment(
                caller,
                event.before() == null && event.after() == null
                        ? new CurrentLead(() -> leads.hold(caller, event.leadId()))
                        : new LeadEventFacts(event),
                event.changes(),
                Today.of(event.at(), caller.region().zone()));
    }
}
