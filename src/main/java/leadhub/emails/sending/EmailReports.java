package leadhub.emails.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import org.springframework.stereotype.Service;

/** Writes down what a provider tells of emails: on them, on the timelines of their leads, and on the suppression list. */
@Service
public class EmailReports {
    private final LeadEmailSql sql;
    private final EmailFates fates;
    private final Bounces bounces;
    private final About about;
    private final Clock clock;

    /** Whom it is about. */
    @org.springframework.stereotype.Component
    record About(Suppressions suppressions, Leads leads, LeadEvents events) {}

    EmailReports(LeadEmailSql sql, EmailFates fates, Bounces bounces, About about, Clock clock) {
        this.sql = sql;
        this.fates = fates;
        this.bounces = bounces;
        this.about = about;
        this.clock = clock;
    }

    /**
     * Within a verb: once is as good as often, and in whatever order.
     *
     * @return its lead; empty if it is none that we sent
     */
    public Optional<Long> take(Caller caller, EmailReport report) {
        var found = sql.withMessageId(caller.workspaceId(), report.messageId())
                .filter(email -> Unicode.key(email.to()).equals(Unicode.key(report.recipient())));
        found.ifPresent(email -> taken(caller, email, report));
        return found.map(LeadEmail::leadId);
    }

    private void taken(Caller caller, LeadEmail email, EmailReport report) {
        if (email.isQueued()) {
            // Its answer got lost, and it isn't to be sent again.
            fates.sent(fates.caller(caller.workspaceId(), email), email);
        }
        var now = Times.now(clock);
        switch (report.kind()) {
            case TAKEN -> {}
            case DELIVERED -> note(caller, email, "delivered_at", LeadEventKind.EMAIL_DELIVERED, now);
            case OPENED -> note(caller, email, "opened_at", LeadEventKind.EMAIL_OPENED, now);
            case DELAYED -> note(caller, email, "delayed_at", LeadEventKind.EMAIL_DELAYED, now);
            case BOUNCED -> bounces.bounced(caller, email, Bounces.isOfTheAddress(report.code()));
            case COMPLAINED -> {
                suppress(caller, email, SuppressionReason.COMPLAINED);
                note(caller, email, "complained_at", LeadEventKind.COMPLAINED, now);
            }
            case UNSUBSCRIBED -> {
                if (suppress(caller, email, SuppressionReason.UNSUBSCRIBED)) {
                    fates.unsubscribed(caller, List.of(email));
                }
            }
        }
    }

    /** The workspace's own people can't end its emails. */
    private boolean suppress(Caller caller, LeadEmail email, SuppressionReason reason) {
        return email.unsubscribeToken() != null && about.suppressions().suppress(caller, email.to(), reason);
    }

    private void note(Caller caller, LeadEmail email, String what, LeadEventKind kind, Instant now) {
        var isThere = about.leads().hold(caller, email.leadId()).isPresent();
        if (sql.note(caller.workspaceId(), email.id(), what, now) && isThere) {
            var subject = email.content().subject();
            about.events().record(caller, now, NewLeadEvent.email(kind, email.leadId(), email.id(), subject));
        }
    }
}
