package leadhub.emails.sending;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailDraft;
import leadhub.emails.received.ReceivedEmails;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.jobs.JobQueue;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Emails to leads: has them sent, and keeps them. */
@Service
public class LeadEmails {
    static final String JOB = "email-to-lead";

    private final LeadEmailSql sql;
    private final Leads leads;
    private final Making making;
    private final JobQueue jobs;
    private final Clock clock;

    LeadEmails(LeadEmailSql sql, Leads leads, Making making, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.making = making;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The job that sends an email. */
    record Wanted(long workspaceId, long emailId) {}

    /** What emails are made with. */
    @Component
    record Making(
            DraftRules rules,
            EmailPreviews previews,
            Receivers receivers,
            UnsubscribeLinks links,
            ReceivedEmails received) {}

    /** The latest emails of a lead that the caller was shown, before another one, the latest first. */
    public List<LeadEmail> list(Caller caller, Lead lead, long before, int most) {
        return sql.list(caller.workspaceId(), lead.id(), before, most);
    }

    /**
     * Sends a lead what somebody wrote, filled with what is known of it. It is sent before long; what came of it stands on
     * the lead's timeline.
     */
    @Transactional
    public LeadEmail send(Caller caller, long leadId, EmailDraft draft) {
        caller.require(Permission.WRITE_LEADS);
        var lead = leads.lock(caller, leadId);
        making.rules().check(caller, draft);
        return sent(caller, lead, making.receivers().address(caller, lead), draft, List.of());
    }

    /** The same as an answer to what the lead wrote, to where that came from. */
    @Transactional
    public LeadEmail answer(Caller caller, long leadId, long receivedId, EmailDraft draft) {
        caller.require(Permission.WRITE_LEADS);
        var lead = leads.lock(caller, leadId);
        var answered = making.received().find(caller, lead, receivedId).orElseThrow(LeadEmails::unknown);
        making.rules().check(caller, draft);
        var to = making.receivers().address(caller, answered.sender().email());
        return sent(caller, lead, to, draft, ReceivedEmails.references(answered));
    }

    private LeadEmail sent(Caller caller, Lead lead, String to, EmailDraft draft, List<String> references) {
        var made = toLead(caller, lead, null, to, draft, references).orElseThrow();
        jobs.add(JOB, new Wanted(caller.workspaceId(), made.id()));
        return made;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }

    /**
     * The email of a step of an automation, made when it is asked for first. It isn't sent by that.
     *
     * @param origin the same for one step of one run and one receiver
     */
    @Transactional
    public LeadEmail ofStep(
            Caller caller, long leadId, String origin, StepReceivers.Receiver receiver, EmailDraft draft) {
        return sql.ofOrigin(caller.workspaceId(), origin).orElseGet(() -> {
            var lead = leads.get(caller, leadId);
            var made = receiver.isOutside()
                    ? toLead(caller, lead, origin, receiver.address(), draft, List.of())
                    : toUser(caller, lead, origin, receiver.address(), draft);
            // Another process may have been first.
            return made.or(() -> sql.ofOrigin(caller.workspaceId(), origin)).orElseThrow();
        });
    }

    Optional<LeadEmail> ofOrigin(Caller caller, String origin) {
        return sql.ofOrigin(caller.workspaceId(), origin);
    }

    boolean canUnsubscribe() {
        return making.receivers().canUnsubscribe();
    }

    /** Makes an email from which its receiver can unsubscribe. Empty if there is one of that origin. */
    private Optional<LeadEmail> toLead(
            Caller caller, Lead lead, @Nullable String origin, String to, EmailDraft draft, List<String> references) {
        var token = making.links().token(caller.workspaceId(), to);
        making.links().remember(caller.workspaceId(), token);
        var content = making.previews().toLead(caller, lead, to, draft);
        var email = new NewLeadEmail(lead.id(), origin, to, content, messageId(caller), references, token);
        return sql.insert(caller, email, Times.now(clock));
    }

    /** Makes an email to one of the workspace's own people. Empty if there is one of that origin. */
    private Optional<LeadEmail> toUser(Caller caller, Lead lead, @Nullable String origin, String to, EmailDraft draft) {
        var content = making.previews().toUser(caller, lead, to, draft);
        var email = new NewLeadEmail(lead.id(), origin, to, content, messageId(caller), List.of(), null);
        return sql.insert(caller, email, Times.now(clock));
    }

    private String messageId(Caller caller) {
        return "<" + UUID.randomUUID() + "@" + making.receivers().domain(caller.workspaceId()) + ">";
    }
}
