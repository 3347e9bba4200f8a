package leadhub.emails.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what came of emails, on them and on the timelines of their leads. */
@Service
public class EmailFates {
    private final LeadEmailSql sql;
    private final Leads leads;
    private final LeadEvents events;
    private final Workspaces workspaces;
    private final Clock clock;

    EmailFates(LeadEmailSql sql, Leads leads, LeadEvents events, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.events = events;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    Optional<LeadEmail> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** Whoever had it sent, at work in the background. */
    Caller caller(long workspaceId, LeadEmail email) {
        return workspaces.caller(workspaceId, email.author());
    }

    /** Whether its lead is still there. */
    boolean hasLead(Caller caller, LeadEmail email) {
        return isThere(() -> leads.get(caller, email.leadId()));
    }

    /** A mail server has taken it. */
    @Transactional
    public void sent(Caller caller, LeadEmail email) {
        end(caller, email, EmailStatus.SENT, null, LeadEventKind.EMAIL_SENT);
    }

    /** Its receiver gets no emails. */
    @Transactional
    public void suppressed(Caller caller, LeadEmail email) {
        end(caller, email, EmailStatus.SUPPRESSED, null, LeadEventKind.EMAIL_SUPPRESSED);
    }

    /** It couldn't be sent. */
    @Transactional
    public void failed(Caller caller, LeadEmail email, String failure) {
        end(caller, email, EmailStatus.FAILED, failure, LeadEventKind.EMAIL_FAILED);
    }

    /** Its lead is gone, and whatever was to be said with it. */
    @Transactional
    public void cancelled(Caller caller, LeadEmail email) {
        sql.end(caller.workspaceId(), email.id(), EmailStatus.CANCELLED, null, Times.now(clock));
    }

    /** It is tried again, or goes on when there is room. */
    @Transactional
    public void goesOn(Caller caller, LeadEmail email, @Nullable String failure, @Nullable Instant waitsUntil) {
        sql.goOn(caller.workspaceId(), email.id(), failure, waitsUntil);
    }

    /**
     * Within a verb: their receiver wants no more. The timelines of the leads who have that address say so, each once; who was
     * only written about, or has another address by now, has not unsubscribed.
     */
    void unsubscribed(Caller caller, List<LeadEmail> emails) {
        var now = Times.now(clock);
        var latest = new TreeMap<Long, Long>();
        emails.forEach(email -> latest.putIfAbsent(email.leadId(), email.id()));
        latest.forEach((leadId, emailId) -> {
            if (isThere(() -> leads.lock(caller, leadId)) && has(leads.get(caller, leadId), emails.getFirst().to())) {
                events.record(caller, now, NewLeadEvent.email(LeadEventKind.UNSUBSCRIBED, leadId, emailId, null));
            }
        });
    }

    private void end(Caller caller, LeadEmail email, EmailStatus status, @Nullable String failure, LeadEventKind kind) {
        var now = Times.now(clock);
        var isThere = isThere(() -> leads.lock(caller, email.leadId()));
        var isNew = sql.end(caller.workspaceId(), email.id(), status, failure, now)
                && email.fate().status() != status;
        if (isThere && isNew) {
            var subject = email.content().subject();
            events.record(caller, now, NewLeadEvent.email(kind, email.leadId(), email.id(), subject));
        }
    }

    private static boolean has(Lead lead, String address) {
        return lead.email() != null && Unicode.key(lead.email()).equals(Unicode.key(address));
    }

    private static boolean isThere(Runnable asked) {
        try {
            asked.run();
            return true;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return false;
            }
            throw e;
        }
    }
}
