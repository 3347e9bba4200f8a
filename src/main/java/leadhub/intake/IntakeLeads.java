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

    /** The bot that talked to the lead, and the conversation that it did so in. */
    public record Chat(String botId, String conversationId) {}

    /**
     * How.
     *
     * @param usualSource of a new lead, if its facts don't say
     * @param received what it is about, if it is worked on later or again; a lead that people have changed since then isn't
     *     overwritten
     * @param chat in which it came; null for another way
     */
    public record Terms(
            String usualSource,
            DuplicatePolicy policy,
            @Nullable ReceivedIntake received,
            @Nullable Chat chat) {

        /** How, where no bot took part. */
        public Terms(String usualSource, DuplicatePolicy policy, @Nullable ReceivedIntake received) {
            this(usualSource, policy, received, null);
        }

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
     * timeline in full; a conversation does so by itself, once as a whole.
     *
     * @param sent the whole of it as JSON
     */
    @Transactional
    public IntakeOutcome take(Caller caller, LeadChange facts, Terms terms, String sent) {
        var same = terms.alwaysCreates() ? null : known.find(caller, facts).orElse(null);
        if (same == null) {
            var made = leads.create(caller, newLead(leads.cutToFit(caller, facts), terms));
            received(caller, made.id(), terms, sent);
            return IntakeOutcome.made(made.id());
        }
        if (terms.overwrites(same)) {
            leads.change(caller, same.id(), facts.edit().tags(Change.keep()).build());
        }
        known.enrich(caller, same.id(), facts.missingOf(same), facts);
        received(caller, same.id(), terms, sent);
        return IntakeOutcome.added(same.id());
    }

    private void received(Caller caller, long leadId, Terms terms, String sent) {
        if (terms.chat() == null) {
            leads.received(caller, leadId, sent);
        }
    }

    private static NewLead newLead(LeadChange facts, Terms terms) {
        var chat = terms.chat();
        return chat == null
                ? new NewLead(facts, terms.usualSource(), null)
                : new NewLead(facts, terms.usualSource(), chat.botId(), chat.conversationId(), null);
    }
}
