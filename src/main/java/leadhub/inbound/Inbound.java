package leadhub.inbound;

import java.util.List;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.leads.KnownLeads;
import leadhub.leads.Lead;
import leadhub.leads.LeadChange;
import leadhub.leads.Leads;
import leadhub.leads.NewLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in leads from outside, and knows those that are there already. */
@Service
public class Inbound {
    private final Leads leads;
    private final KnownLeads known;

    Inbound(Leads leads, KnownLeads known) {
        this.leads = leads;
        this.known = known;
    }

    /** Which lead it is, and whether it is a new one. */
    public record Taken(long leadId, boolean isNew) {}

    /**
     * Makes a lead, or adds what came to the one with the same e-mail or phone: it fills what is empty, adds tags and
     * fields, overwrites nothing, and goes onto the timeline whole.
     *
     * @param sent the whole request as JSON
     */
    @Transactional
    public Taken take(Caller caller, LeadChange facts, String sent) {
        var same = known.find(caller, facts.email().over(null), facts.phone().over(null));
        if (same.isEmpty()) {
            var made = leads.create(caller, new NewLead(leads.cutToFit(caller, facts), "inbound", null));
            leads.received(caller, made.id(), sent);
            return new Taken(made.id(), true);
        }
        var lead = same.get();
        known.enrich(caller, lead.id(), whatIsMissing(lead, facts), facts);
        leads.received(caller, lead.id(), sent);
        return new Taken(lead.id(), false);
    }

    private static LeadChange whatIsMissing(Lead lead, LeadChange facts) {
        return new LeadChange(
                fill(lead, Lead::firstName, facts.firstName()),
                fill(lead, Lead::lastName, facts.lastName()),
                fill(lead, Lead::email, facts.email()),
                fill(lead, Lead::phone, facts.phone()),
                fill(lead, Lead::company, facts.company()),
                fill(lead, Lead::jobTitle, facts.jobTitle()),
                fill(lead, Lead::linkedinUrl, facts.linkedinUrl()),
                fill(lead, Lead::country, facts.country()),
                fill(lead, Lead::industry, facts.industry()),
                fill(lead, Lead::companySize, facts.companySize()),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                fill(lead, Lead::assignedUserId, facts.assignedUserId()),
                fill(lead, Lead::dealValue, facts.dealValue()),
                Change.keep(),
                fill(lead, Lead::notes, facts.notes()),
                Change.keep(),
                Change.<@Nullable List<String>>keep());
    }

    private static <T> Change<@Nullable T> fill(
            Lead lead, Function<Lead, @Nullable T> known, Change<@Nullable T> sent) {
        var value = known.apply(lead);
        var isEmpty = value == null || value instanceof String text && text.isEmpty();
        return isEmpty && sent.over(null) != null ? sent : Change.keep();
    }
}
