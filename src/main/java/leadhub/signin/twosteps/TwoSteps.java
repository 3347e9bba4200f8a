package leadhub.signin.twosteps;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.signin.SecurityMails;
import leadhub.users.Access;
import leadhub.users.AccessEnd;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second step of signing in: a code from an app, or one of eight recovery codes. Each user's own affair.
 *
 * <p>A secret that was sealed with a key that is lost checks no code any more. The second step is asked for all the same:
 * recovery codes are right as ever, and lead to setting the app up anew.
 */
@Service
public class TwoSteps {
    private final TwoStepSql sql;
    private final TwoStepSecrets secrets;
    private final Access access;
    private final SecurityMails mails;
    private final Clock clock;

    TwoSteps(TwoStepSql sql, TwoStepSecrets secrets, Access access, SecurityMails mails, Clock clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.access = access;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * How far the caller is.
     *
     * @param isLost whether it is on and the codes of the app can't be checked any more
     * @param secret what the app has to know, while it is being set up; never later
     * @param codesLeft how many recovery codes can still be used
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(boolean canBeSetUp, boolean isOn, boolean isLost, Optional<byte[]> secret, int codesLeft) {}

    State state(Caller caller) {
        var kept = find(caller);
        var isOn = kept.filter(TwoStepSql.Kept::isOn).isPresent();
        var isLost = kept.filter(one -> isLost(caller, one)).isPresent();
        return new State(
                secrets.canBeKept(),
                isOn,
                isLost,
                kept.flatMap(one -> secretInTheMaking(caller, one)),
                isOn ? sql.countCodes(caller.workspaceId(), caller.actor().id()) : 0);
    }

    private boolean isLost(Caller caller, TwoStepSql.Kept kept) {
        return kept.isOn()
                && secrets.open(caller.workspaceId(), caller.actor().id(), kept).isEmpty();
    }

    /** What a code has to be right by that turns it on; empty if nothing is being set up. */
    private Optional<byte[]> secretInTheMaking(Caller caller, TwoStepSql.Kept kept) {
        var id = caller.actor().id();
        if (!kept.isOn()) {
            return secrets.open(caller.workspaceId(), id, kept);
        }
        return isLost(caller, kept) ? secrets.openNext(caller.workspaceId(), id, kept) : Optional.empty();
    }

    /**
     * Makes a secret for the caller's app, if there is none or it is lost. Nothing is asked for until the first code was
     * right; what is asked for already stays.
     */
    @Transactional
    public void begin(Caller caller) {
        var id = caller.actor().id();
        var kept = find(caller);
        if (kept.flatMap(one -> secretInTheMaking(caller, one)).isPresent()) {
            return;
        }
        if (kept.filter(one -> isLost(caller, one)).isPresent()) {
            sql.putNext(caller.workspaceId(), id, secrets.sealNext(caller.workspaceId(), id, Totp.newSecret()));
            return;
        }
        if (kept.filter(one -> !one.isOn()).isPresent()) {
            // Sealed with a key that is lost: of no use to anybody.
            sql.delete(caller.workspaceId(), id);
        }
        sql.insert(
                caller.workspaceId(), id, secrets.seal(caller.workspaceId(), id, Totp.newSecret()), Times.now(clock));
    }

    /**
     * Turns it on if the code is right; all other sessions end.
     *
     * @param stays the caller's session
     * @return the recovery codes, told this once; empty if the code is wrong
     */
    @Transactional
    public Optional<List<String>> confirm(Caller caller, String code, long stays) {
        var id = caller.actor().id();
        var kept = find(caller);
        var secret = kept.flatMap(one -> secretInTheMaking(caller, one));
        if (kept.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        var step = Totp.stepOf(CodeChecks.digits(code), secret.get(), Times.now(clock), 0);
        if (step.isEmpty() || !turnOn(caller, kept.get(), secret.get(), step.getAsLong())) {
            return Optional.empty();
        }
        mails.record(caller, "user.two_steps_on", id, SecurityMails.What.TWO_STEPS_ON);
        access.end(caller, id, AccessEnd.signedOut(stays));
        return Optional.of(makeCodes(caller));
    }

    private boolean turnOn(Caller caller, TwoStepSql.Kept kept, byte[] secret, long step) {
        var workspaceId = caller.workspaceId();
        var id = caller.actor().id();
        var next = kept.nextSecretSealed();
        return !kept.isOn() || next == null
                ? sql.confirm(workspaceId, id, step, Times.now(clock))
                : sql.renew(workspaceId, id, next, secrets.seal(workspaceId, id, secret), step, Times.now(clock));
    }

    /** New recovery codes for the caller; the old ones are good no more. */
    @Transactional
    public List<String> renewCodes(Caller caller) {
        if (find(caller).filter(TwoStepSql.Kept::isOn).isEmpty()) {
            throw new Problem.Conflict(Refusal.of("two_steps.not_begun")).exception();
        }
        mails.record(caller, "user.recovery_codes_made", caller.actor().id(), SecurityMails.What.RECOVERY_CODES_MADE);
        return makeCodes(caller);
    }

    /** Turns the caller's own off. */
    @Transactional
    public void turnOff(Caller caller) {
        if (sql.delete(caller.workspaceId(), caller.actor().id())) {
            mails.record(caller, "user.two_steps_off", caller.actor().id(), SecurityMails.What.TWO_STEPS_OFF);
        }
    }

    private Optional<TwoStepSql.Kept> find(Caller caller) {
        return sql.find(caller.workspaceId(), caller.actor().id());
    }

    private List<String> makeCodes(Caller caller) {
        var id = caller.actor().id();
        sql.deleteCodes(caller.workspaceId(), id);
        var codes = RecoveryCodes.make();
        codes.forEach(code -> sql.insertCode(caller.workspaceId(), id, RecoveryCodes.sha256(code)));
        return codes;
    }
}
