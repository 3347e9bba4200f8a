package leadhub.sms;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.KnownLeads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.sms.PhoneSuppression.Reason;
import org.springframework.stereotype.Service;

/** SMS from leads: finds whose they are, and keeps them. Its verbs are called within a transaction of the ledger. */
@Service
public class ReceivedSms {
    private final SmsSql sql;
    private final KnownLeads known;
    private final PhoneSuppressions suppressions;
    private final SmsFiles files;
    private final LeadEvents events;
    private final Clock clock;

    // Six: whose it is, what its sender wants, and what is kept of it.
    ReceivedSms(
            SmsSql sql,
            KnownLeads known,
            PhoneSuppressions suppressions,
            SmsFiles files,
            LeadEvents events,
            Clock clock) {
        this.sql = sql;
        this.known = known;
        this.suppressions = suppressions;
        this.files = files;
        this.events = events;
        this.clock = clock;
    }

    /** What its sender wants of us. */
    public enum Wish {
        /** To say something. */
        NONE,
        STOP,
        START
    }

    /**
     * An SMS as it came.
     *
     * @param providerId what the provider calls it
     * @param phone of its sender, in its international form
     * @param media how many pictures and the like came along
     * @param files those of them that can be fetched
     */
    public record Incoming(
            long integrationId,
            String providerId,
            String phone,
            String text,
            int media,
            List<AnnouncedFile> files,
            int segments,
            Wish wish) {}

    /** Whether the workspace has it already. */
    public boolean has(Caller caller, Incoming sms) {
        return sql.ofProvider(caller.workspaceId(), sms.providerId()).isPresent();
    }

    /** Whoever bears its sender's number. Until the transaction ends nobody else makes a lead of it. */
    public Optional<Lead> lead(Caller caller, Incoming sms) {
        return known.find(
                caller, LeadChange.builder().set(LeadFields.PHONE, sms.phone()).build());
    }

    /** Does what its sender wants of us, whether a lead or not; whether that changed anything. */
    public boolean heed(Caller caller, Incoming sms) {
        return switch (sms.wish()) {
            case NONE -> false;
            case STOP -> suppressions.suppress(caller, sms.phone(), Reason.STOPPED);
            case START -> suppressions.start(caller, sms.phone());
        };
    }

    /**
     * Keeps it with its lead, whose timeline tells of it. That a known lead says something starts automations and ends their waiting.
     *
     * @param isNewLead whether the lead was made of it
     * @param isHeeded what {@link #heed} said
     */
    public void add(Caller caller, long leadId, Incoming sms, boolean isNewLead, boolean isHeeded) {
        var now = Times.now(clock);
        var wanted = new NewSms(
                leadId,
                sms.integrationId(),
                null,
                sms.phone(),
                sms.text(),
                sms.media(),
                sms.providerId(),
                sms.segments());
        var id = sql.insert(caller, wanted, now)
                .map(Sms::id)
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("record.busy")).exception());
        files.announce(caller, id, sms);
        var event = switch (isHeeded ? sms.wish() : Wish.NONE) {
            case NONE -> NewLeadEvent.wroteSms(leadId, id, !isNewLead);
            case STOP -> NewLeadEvent.sms(LeadEventKind.SMS_STOPPED, leadId, id);
            case START -> NewLeadEvent.sms(LeadEventKind.SMS_STARTED, leadId, id);
        };
        events.record(caller, now, event);
    }
}
