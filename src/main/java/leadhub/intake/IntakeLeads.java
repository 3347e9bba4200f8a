package leadhub.intake;

import java.util.Optional;
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
    private final WithdrawnIntakeSql sql;

    IntakeLeads(Leads leads, KnownLeads known, WithdrawnIntakeSql sql) {
        this.leads = leads;
        this.known = known;
        this.sql = sql;
    }

    /** The conversation with the lead, and the bot that held it; null for none. */
    public record Chat(@Nullable String botId, String conversationId) {}

    /**
     * How.
     *
     * @param usualSource of a new lead, if its facts don't say
     * @param received what it is about, if it is worked on later or again; a lead that people have changed since then isn't
     *     overwritten
     * @param chat in which it came, which tells of it by itself; null for another way
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

        boolean mayOverwrite(Lead lead) {
            return received == null || !received.isReplay() || !lead.updatedAt().isAfter(received.receivedAt());
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
        return add(caller, same, terms.policy() == DuplicatePolicy.UPDATE ? facts : null, facts, terms, sent);
    }

    /** What came before by the same source, and as much of the facts as overwrites what its lead has. */
    public record Earlier(String externalId, LeadChange news) {}

    /** The same about the lead of what came before; where that isn't known, as if nothing had. */
    @Transactional
    public IntakeOutcome goOn(Caller caller, Earlier earlier, LeadChange facts, Terms terms, String sent) {
        var received = terms.received();
        var lead = received == null || received.isAsNew()
                ? Optional.<Lead>empty()
                : sql.leadOf(
                                caller.workspaceId(),
                                new WithdrawnIntake.Sent(received.source(), received.sourceId(), earlier.externalId()))
                        .flatMap(id -> leads.hold(caller, id));
        return lead.isPresent()
                ? add(caller, lead.get(), earlier.news(), facts, terms, sent)
                : take(caller, facts, terms, sent);
    }

    /** @param news what overwrites what the lead has; null for nothing */
    private IntakeOutcome add(
            Caller caller, Lead same, @Nullable LeadChange news, LeadChange facts, Terms terms, String sent) {
        if (news != null && terms.mayOverwrite(same)) {
            leads.change(caller, same.id(), news.edit().tags(Change.keep()).build());
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
