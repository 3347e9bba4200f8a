package leadhub.sms;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what came of SMS, on them and on the timelines of their leads. */
@Service
public class SmsFates {
    private final SmsSql sql;
    private final Leads leads;
    private final LeadEvents events;
    private final Workspaces workspaces;
    private final Clock clock;

    SmsFates(SmsSql sql, Leads leads, LeadEvents events, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.events = events;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    Optional<Sms> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** Whoever had it sent, at work in the background. */
    Caller caller(long workspaceId, Sms sms) {
        return workspaces.caller(workspaceId, sms.author());
    }

    /** Whether its lead is still there. */
    boolean hasLead(Caller caller, Sms sms) {
        try {
            leads.get(caller, sms.leadId());
            return true;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return false;
            }
            throw e;
        }
    }

    /** The provider is asked now: written down before, so that whoever goes on after a crash knows. */
    @Transactional
    public void asks(Caller caller, Sms sms) {
        sql.ask(caller.workspaceId(), sms.id(), Times.now(clock));
    }

    /** The provider has taken it. */
    @Transactional
    public void taken(Caller caller, Sms sms, SmsProvider.Taken taken) {
        become(caller, sms, SmsStatus.ACCEPTED, taken.id(), taken.segments(), null, 0);
    }

    /** Its number gets none. */
    @Transactional
    public void suppressed(Caller caller, Sms sms) {
        become(caller, sms, SmsStatus.SUPPRESSED, null, 0, null, 0);
    }

    /** It couldn't be sent. */
    @Transactional
    public void failed(Caller caller, Sms sms, String failure, int code) {
        become(caller, sms, SmsStatus.FAILED, null, 0, failure, code);
    }

    /** Its lead is gone. */
    @Transactional
    public void cancelled(Caller caller, Sms sms) {
        become(caller, sms, SmsStatus.CANCELLED, null, 0, null, 0);
    }

    /** The provider has answered that it hasn't taken it. */
    @Transactional
    public void answered(Caller caller, Sms sms) {
        sql.ask(caller.workspaceId(), sms.id(), null);
    }

    /** It is tried again, or goes on when there is room. */
    @Transactional
    public void goesOn(Caller caller, Sms sms, @Nullable String failure, int code, @Nullable Instant waitsUntil) {
        var now = Times.now(clock);
        var locked = sql.lock(caller.workspaceId(), sms.id()).filter(Sms::isQueued);
        if (locked.isEmpty()) {
            return;
        }
        var fate = locked.get().fate();
        sql.put(
                caller.workspaceId(),
                locked.get(),
                new Sms.Fate(
                        SmsStatus.QUEUED,
                        fate.segments(),
                        fate.providerId(),
                        failure,
                        code,
                        fate.askedAt(),
                        waitsUntil),
                now);
    }

    /**
     * Within a verb: what comes after what is known counts, whatever comes first.
     *
     * @param providerId null where it isn't said
     */
    void become(
            Caller caller,
            Sms sms,
            SmsStatus status,
            @Nullable String providerId,
            int segments,
            @Nullable String failure,
            int code) {
        var now = Times.now(clock);
        // Leads are locked before what they have.
        var isThere = leads.hold(caller, sms.leadId()).isPresent();
        var locked = sql.lock(caller.workspaceId(), sms.id()).orElse(null);
        if (locked == null) {
            return;
        }
        var before = locked.fate();
        var isNews = status.isAfter(before.status());
        var fate = new Sms.Fate(
                isNews ? status : before.status(),
                Math.max(segments, before.segments()),
                before.providerId() == null ? providerId : before.providerId(),
                isNews ? failure : before.failure(),
                isNews ? code : before.code(),
                before.askedAt(),
                null);
        sql.put(caller.workspaceId(), locked, fate, now);
        var kind = isNews && isThere ? kind(before.status(), status) : null;
        if (kind != null) {
            events.record(caller, now, NewLeadEvent.sms(kind, sms.leadId(), sms.id()));
        }
    }

    /** What the timeline tells of it; null for nothing. */
    private static @Nullable LeadEventKind kind(SmsStatus before, SmsStatus after) {
        return switch (after) {
            case ACCEPTED, SENT, DELIVERED -> before == SmsStatus.QUEUED ? LeadEventKind.SMS_SENT : null;
            case UNDELIVERED, FAILED -> LeadEventKind.SMS_FAILED;
            case SUPPRESSED -> LeadEventKind.SMS_SUPPRESSED;
            case QUEUED, CANCELLED, RECEIVED -> null;
        };
    }
}
