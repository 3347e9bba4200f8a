package leadhub.emails.received;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Service;

/** Emails from leads: finds whose they are, and keeps them. Its verbs are called within a transaction of the ledger. */
@Service
public class ReceivedEmails {
    private final ReceivedEmailSql sql;
    private final KnownLeads known;
    private final Leads leads;
    private final LeadEvents events;
    private final Clock clock;

    ReceivedEmails(ReceivedEmailSql sql, KnownLeads known, Leads leads, LeadEvents events, Clock clock) {
        this.sql = sql;
        this.known = known;
        this.leads = leads;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the workspace has it already, perhaps by another mailbox. */
    public boolean has(Caller caller, IncomingEmail email) {
        return sql.has(caller.workspaceId(), email.key());
    }

    /** Whether it is one that we sent. */
    public boolean isOurs(Caller caller, IncomingEmail email) {
        return email.messageId() != null && sql.isOurs(caller.workspaceId(), email.messageId());
    }

    /**
     * Whose it is: of whoever bears its sender's address, else of the lead of the email that it answers. Until the transaction ends
     * nobody else makes a lead of that address.
     */
    public Optional<Lead> lead(Caller caller, IncomingEmail email) {
        return Stream.of(email.sender().email(), email.from())
                .distinct()
                .map(address -> known.find(
                        caller,
                        LeadChange.builder().set(LeadFields.EMAIL, address).build()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> answered(caller, email));
    }

    private Optional<Lead> answered(Caller caller, IncomingEmail email) {
        if (email.references().isEmpty()) {
            return Optional.empty();
        }
        var keys = email.references().stream().map(IncomingEmail::key).toList();
        return sql.leadOf(caller.workspaceId(), keys).flatMap(id -> leads.hold(caller, id));
    }

    /**
     * Keeps it with its lead, whose timeline tells of it. That a person answers is an event by itself.
     *
     * @param isNewLead whether the lead was made of it
     */
    public void add(Caller caller, long leadId, long integrationId, IncomingEmail email, boolean isNewLead) {
        var now = Times.now(clock);
        var id = sql.insert(caller.workspaceId(), leadId, integrationId, email, now)
                // Another mailbox has brought it in this moment: the next look finds it.
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("record.busy")).exception());
        var kind = isNewLead || email.automatic() != null ? LeadEventKind.EMAIL_RECEIVED : LeadEventKind.REPLIED;
        events.record(caller, now, NewLeadEvent.email(kind, leadId, id, email.subject()));
    }

    /** The latest emails from a lead that the caller was shown, before another one, the latest first. */
    public List<ReceivedEmail> list(Caller caller, Lead lead, long before, int most) {
        return sql.list(caller.workspaceId(), lead.id(), before, most);
    }

    /** One of a lead that the caller was shown. */
    public Optional<ReceivedEmail> find(Caller caller, Lead lead, long id) {
        return sql.find(caller.workspaceId(), lead.id(), id);
    }

    /** The ids that an answer to it names, the oldest first. */
    public static List<String> references(ReceivedEmail email) {
        var all = new ArrayList<>(email.message().references());
        if (email.message().id() != null) {
            all.add(email.message().id());
        }
        return all;
    }
}
