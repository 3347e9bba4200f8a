package leadhub.intake;

import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.NewLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes leads of what came in, and recognizes known ones. */
@Service
public class IntakeLeads {
    private final Leads leads;
    private final KnownLeads known;

    IntakeLeads(Leads leads, KnownLeads known) {
        this.leads = leads;
        this.known = known;
    }

    /**
     * How.
     *
     * @param usualSource of a new lead, if its facts don't say
     * @param received what it is about, if it is worked on later or again; a lead that people have changed since then isn't
     *     overwritten
     */
    public record Terms(
            String usualSource,
            DuplicatePolicy policy,
            @Nullable ReceivedIntake received) {
        boolean alwaysCreates() {
            return policy == DuplicatePolicy.CREATE || received != null && received.isAsNew();
        }

        boolean overwrites(Lead lead) {
            return policy == DuplicatePolicy.UPDATE
                    && (received == null
                            || !received.isReplay()
                            || !lead.updatedAt().isAfter(received.receivedAt()));
        }
    }

    /**
     * Makes a lead, or adds to the one with the same external id, e-mail or phone. Whatever it does, what was sent goes onto the lead's
     * timeline in full.
     *
     * @param sent the whole of it as JSON
     */
    @Transactional
    public IntakeOutcome take(Caller caller, LeadChange facts, Terms terms, String sent) {
        var same = terms.alwaysCreates() ? null : known.find(caller, facts).orElse(null);
        if (same == null) {
            var made = leads.create(caller, new NewLead(leads.cutToFit(caller, facts), terms.usualSource(), null));
            leads.received(caller, made.id(), sent);
            return IntakeOutcome.made(made.id());
        }
        if (terms.overwrites(same)) {
            leads.change(caller, same.id(), facts.edit().tags(Change.keep()).build());
        }
        known.enrich(caller, same.id(), facts.missingOf(same), facts);
        leads.received(caller, same.id(), sent);
        return IntakeOutcome.added(same.id());
    }
}
