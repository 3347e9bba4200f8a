package leadhub.automations.runs;

import leadhub.automations.Definition;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.steps.TermMatcher;
import leadhub.automations.triggers.TriggerKind;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.conditions.Today;
import leadhub.events.LeadEvent;
import leadhub.leads.record.LeadEventFacts;
import org.springframework.stereotype.Component;

/** Tells whether an event starts an automation, and if not, why. Costs no statement. */
@Component
class Matching {
    /** Automations that start each other end here. */
    static final int MOST_DEPTH = 8;

    private final TriggerKinds triggers;
    private final TermMatcher terms;
    private final References references;

    Matching(TriggerKinds triggers, TermMatcher terms, References references) {
        this.triggers = triggers;
        this.terms = terms;
        this.references = references;
    }

    boolean starts(Caller caller, Known known, LeadEvent event) {
        if (!known.automation().isActive() || event.leadId() == 0) {
            return false;
        }
        var definition = known.definition();
        return isBy(definition, event)
                && fits(definition, event)
                && event.actor().causedBy().depth() < MOST_DEPTH
                && terms.isMet(definition.trigger().conditions(), moment(caller, event))
                && references.missing(caller, definition).isEmpty();
    }

    boolean isBy(Definition definition, LeadEvent event) {
        return triggers.find(definition.trigger().type())
                .filter(kind -> kind.isBy(event))
                .isPresent();
    }

    boolean fits(Definition definition, LeadEvent event) {
        return triggers.find(definition.trigger().type())
                .filter((TriggerKind kind) ->
                        kind.fits(event, definition.trigger().config()))
                .isPresent();
    }

    static TermMatcher.Moment moment(Caller caller, LeadEvent event) {
        return new TermMatcher.Moment(
                caller,
                new LeadEventFacts(event),
                event.changes(),
                Today.of(event.at(), caller.region().zone()));
    }
}
