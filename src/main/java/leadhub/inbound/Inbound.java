package leadhub.inbound;

import leadhub.base.Caller;
import leadhub.intake.IntakeOutcome;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.NewLead;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts inbound leads, and recognizes known ones. */
@Service
public class Inbound {
    private final Leads leads;
    private final KnownLeads known;

    Inbound(Leads leads, KnownLeads known) {
        this.leads = leads;
        this.known = known;
    }

    /** The lead, and whether it is new. */
    public record Taken(long leadId, boolean isNew) {
        /** What became of what came in. */
        public IntakeOutcome outcome() {
            return isNew ? IntakeOutcome.made(leadId) : IntakeOutcome.added(leadId);
        }
    }

    /**
     * Creates a lead, or adds to the one with the same email or phone: what was sent fills empty fields, adds tags and
     * custom fields, overwrites nothing, and goes onto the timeline in full.
     *
     * @param sent the whole request as JSON
     */
    @Transactional
    public Taken take(Caller caller, LeadChange facts, String sent) {
        var same = known.find(
                caller,
                facts.of(LeadFields.EMAIL).over(null),
                facts.of(LeadFields.PHONE).over(null));
        if (same.isEmpty()) {
            return create(caller, facts, sent);
        }
        var lead = same.get();
        known.enrich(caller, lead.id(), facts.missingOf(lead), facts);
        leads.received(caller, lead.id(), sent);
        return new Taken(lead.id(), false);
    }

    /** Creates a lead even if the person is known. */
    @Transactional
    public Taken create(Caller caller, LeadChange facts, String sent) {
        var made = leads.create(caller, new NewLead(leads.cutToFit(caller, facts), "inbound", null));
        leads.received(caller, made.id(), sent);
        return new Taken(made.id(), true);
    }
}
