package leadhub.emails.sending;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import org.springframework.stereotype.Service;

/**
 * What mail servers couldn't hand over. Only whoever got an email, or passed it on, knows its Message-ID: so nobody ends emails to
 * somebody else by a bounce that is made up.
 */
@Service
public class Bounces {
    /** A full mailbox may be emptied, and what speaks against us says nothing of the address (RFC 3463). */
    private static final Pattern OF_THE_ADDRESS = Pattern.compile("5\\.(?!2\\.2$|7\\.|3\\.4$).*");

    private static final Pattern FOR_GOOD = Pattern.compile("5\\..*");

    private final LeadEmailSql sql;
    private final Suppressions suppressions;
    private final Leads leads;
    private final LeadEvents events;
    private final Clock clock;

    Bounces(LeadEmailSql sql, Suppressions suppressions, Leads leads, LeadEvents events, Clock clock) {
        this.sql = sql;
        this.suppressions = suppressions;
        this.leads = leads;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Within a verb: an email of ours came back. It says so, and so does its lead's timeline; its address gets no more where it is
     * wrong.
     *
     * @return its lead; empty if it is none that we sent, or may still arrive
     */
    public Optional<Long> take(Caller caller, IncomingEmail.Bounce bounce) {
        var status = bounce.recipients().stream()
                .filter(one -> one.action().equals("failed") || one.action().isEmpty())
                .map(IncomingEmail.Recipient::status)
                .filter(one -> FOR_GOOD.matcher(one).matches())
                .findFirst();
        if (bounce.messageId() == null || status.isEmpty()) {
            return Optional.empty();
        }
        var email = sql.withMessageId(caller.workspaceId(), bounce.messageId());
        email.ifPresent(one -> bounced(caller, one, isOfTheAddress(status.get())));
        return email.map(LeadEmail::leadId);
    }

    /** Whether a code says that the address itself is wrong. */
    static boolean isOfTheAddress(String code) {
        return OF_THE_ADDRESS.matcher(code).matches();
    }

    /** Each has one receiver, so that nobody else can be meant. */
    void bounced(Caller caller, LeadEmail email, boolean isOfTheAddress) {
        if (isOfTheAddress && email.unsubscribeToken() != null) {
            suppressions.suppress(caller, email.to(), SuppressionReason.BOUNCED);
        }
        var now = Times.now(clock);
        var isThere = leads.hold(caller, email.leadId()).isPresent();
        if (sql.bounce(caller.workspaceId(), email.id(), now) && isThere) {
            var subject = email.content().subject();
            events.record(
                    caller, now, NewLeadEvent.email(LeadEventKind.EMAIL_BOUNCED, email.leadId(), email.id(), subject));
        }
    }
}
