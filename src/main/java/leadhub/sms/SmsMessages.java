package leadhub.sms;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailRenderer;
import leadhub.jobs.JobQueue;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** SMS to leads: has them sent, and keeps them. */
@Service
public class SmsMessages {
    /** The most characters of one, which is as much as providers take. */
    public static final int MOST_TEXT = 1_600;

    static final String JOB = "sms-to-lead";

    private final SmsSql sql;
    private final Leads leads;
    private final Making making;
    private final JobQueue jobs;
    private final Clock clock;

    SmsMessages(SmsSql sql, Leads leads, Making making, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.making = making;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The job that sends one. */
    record Wanted(long workspaceId, long smsId) {}

    /** What they are made with. */
    @Component
    record Making(DraftRules rules, EmailContext.Reader contexts, EmailRenderer renderer, SmsReceivers receivers) {}

    /** The latest of a lead that the caller was shown, before another one, the latest first. */
    public List<Sms> list(Caller caller, Lead lead, long before, int most) {
        return sql.list(caller.workspaceId(), lead.id(), before, most);
    }

    /** One page of those of a lead, the latest first. */
    public Page<Sms> list(Caller caller, long leadId, Slice slice) {
        return sql.page(caller.workspaceId(), leads.get(caller, leadId).id(), slice);
    }

    /** One of them. */
    public Sms get(Caller caller, long leadId, long id) {
        var lead = leads.get(caller, leadId);
        return sql.find(caller.workspaceId(), id)
                .filter(one -> one.leadId() == lead.id())
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /**
     * Sends a lead what somebody wrote, filled with what is known of it. It goes before long, by the connection by which the lead wrote
     * last, else by the first one.
     */
    @Transactional
    public Sms send(Caller caller, long leadId, String text) {
        caller.require(Permission.WRITE_LEADS);
        var lead = leads.lock(caller, leadId);
        making.receivers().refusal(caller, lead).ifPresent(refusal -> {
            throw new Problem.Conflict(refusal).exception();
        });
        making.rules().refusal(caller, text).ifPresent(refusal -> {
            throw Problem.invalid("message", refusal).exception();
        });
        var made = made(caller, lead, sender(caller, lead), null, text).orElseThrow();
        jobs.add(JOB, new Wanted(caller.workspaceId(), made.id()));
        return made;
    }

    private long sender(Caller caller, Lead lead) {
        var usable = making.receivers().senders(caller).stream()
                .filter(one -> !one.isPaused())
                .map(SmsProvider.Sender::integrationId)
                .toList();
        return sql.list(caller.workspaceId(), lead.id(), Long.MAX_VALUE, 20).stream()
                .filter(Sms::isReceived)
                .map(Sms::integrationId)
                .filter(usable::contains)
                .findFirst()
                .orElseGet(usable::getFirst);
    }

    /**
     * The SMS of a step of an automation, made when it is asked for first. It isn't sent by that.
     *
     * @param origin the same for one step of one run
     * @return empty if the lead has no number
     */
    @Transactional
    public Optional<Sms> ofStep(Caller caller, long leadId, String origin, long integrationId, String text) {
        var before = sql.ofOrigin(caller.workspaceId(), origin);
        if (before.isPresent()) {
            return before;
        }
        var lead = leads.get(caller, leadId);
        return SmsReceivers.phone(lead) == null
                ? Optional.empty()
                // Another process may have been first.
                : made(caller, lead, integrationId, origin, text).or(() -> sql.ofOrigin(caller.workspaceId(), origin));
    }

    Optional<Sms> ofOrigin(Caller caller, String origin) {
        return sql.ofOrigin(caller.workspaceId(), origin);
    }

    private Optional<Sms> made(
            Caller caller,
            Lead lead,
            long integrationId,
            @org.jspecify.annotations.Nullable String origin,
            String text) {
        var language = Objects.requireNonNullElse(caller.region().language(), "en");
        var said = making.renderer().text(text, making.contexts().read(caller, lead), language);
        if (said.length() > MOST_TEXT) {
            throw Problem.invalid("message", Refusal.of("max.string").with("max", MOST_TEXT))
                    .exception();
        }
        var phone = Objects.requireNonNull(SmsReceivers.phone(lead));
        var sms = new NewSms(lead.id(), integrationId, origin, phone, said, 0, null, 0);
        return sql.insert(caller, sms, Times.now(clock));
    }
}
