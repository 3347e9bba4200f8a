package leadhub.sms;

import java.time.Clock;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.texts.Identity;
import leadhub.sms.PhoneSuppression.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The numbers that get no SMS from a workspace. Asked at the moment of sending, whoever sends. */
@Service
public class PhoneSuppressions {
    private final PhoneSuppressionSql sql;
    private final Audit audit;
    private final Clock clock;

    PhoneSuppressions(PhoneSuppressionSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of them, the latest first. */
    public Page<PhoneSuppression> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    /** Why a number, in its international form, gets no SMS; empty where it does. */
    public Optional<PhoneSuppression> find(Caller caller, String phone) {
        return sql.find(caller.workspaceId(), phone);
    }

    /** The same for a number as it is typed in the workspace's country. */
    Optional<PhoneSuppression> findTyped(Caller caller, String typed) {
        return read(caller, typed).flatMap(phone -> find(caller, phone));
    }

    /** For who works in the background: whether a number gets none. */
    public boolean isSuppressed(long workspaceId, String phone) {
        return sql.find(workspaceId, phone).isPresent();
    }

    /** One of them, by its id. */
    public PhoneSuppression get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(PhoneSuppressions::unknown);
    }

    /** The same, which nobody removes until the transaction ends. */
    PhoneSuppression hold(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(PhoneSuppressions::unknown);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }

    /** A number as it is typed in the workspace's country, in its international form; empty for what is none. */
    private Optional<String> read(Caller caller, String typed) {
        return Optional.ofNullable(Identity.phoneE164(typed, caller.defaultCountry()))
                .filter(phone -> !phone.contains(";"));
    }

    /** Adds a number by hand, as it is typed in the workspace's country; one that is there already is refused. */
    @Transactional
    public PhoneSuppression add(Caller caller, String typed) {
        caller.require(Permission.WRITE_SUPPRESSIONS);
        var phone = read(caller, typed)
                .orElseThrow(
                        () -> Problem.invalid("phone", Refusal.of("sms.number")).exception());
        return inserted(caller, phone, Reason.MANUAL)
                .orElseThrow(() -> Problem.invalid("phone", Refusal.of("taken")).exception());
    }

    /** Within a verb: ends SMS to a number. False where that was so already. */
    public boolean suppress(Caller caller, String phone, Reason reason) {
        return inserted(caller, phone, reason).isPresent();
    }

    /** The provider says that its owner told it to stop. */
    @Transactional
    public void optedOut(Caller caller, String phone) {
        suppress(caller, phone, Reason.STOPPED);
    }

    /** Within a verb: its owner wants them again. What somebody in the workspace said stays. False where nothing changes. */
    public boolean start(Caller caller, String phone) {
        var stopped = sql.find(caller.workspaceId(), phone).filter(one -> one.reason() == Reason.STOPPED);
        stopped.ifPresent(one -> {
            sql.delete(caller.workspaceId(), one.id());
            audit.record(caller, "sms.unsuppressed", one.id(), one, null);
        });
        return stopped.isPresent();
    }

    /** Lets a number have SMS again. */
    @Transactional
    public PhoneSuppression remove(Caller caller, long id) {
        caller.require(Permission.WRITE_SUPPRESSIONS);
        var before = hold(caller, id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "sms.unsuppressed", id, before, null);
        return before;
    }

    private Optional<PhoneSuppression> inserted(Caller caller, String phone, Reason reason) {
        var made = sql.insert(caller.workspaceId(), phone, reason, Times.now(clock));
        made.ifPresent(one -> audit.record(caller, "sms.suppressed", one.id(), null, one));
        return made;
    }
}
