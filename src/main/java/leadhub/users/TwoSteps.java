package leadhub.users;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second step of signing in: a code from an app, or one of eight recovery codes. Each user's own affair. */
@Service
public class TwoSteps {
    private final TwoStepSql sql;
    private final Users users;
    private final Sessions sessions;
    private final Seal seal;
    private final Audit audit;
    private final Clock clock;

    // Six, for a secret is sealed besides.
    TwoSteps(TwoStepSql sql, Users users, Sessions sessions, Seal seal, Audit audit, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.sessions = sessions;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How far the caller is.
     *
     * @param secret what the app has to know, while it is being set up; never later
     * @param codesLeft how many recovery codes can still be used
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(boolean canBeSetUp, boolean isOn, Optional<byte[]> secret, int codesLeft) {}

    State state(Caller caller) {
        var id = caller.actor().id();
        var kept = sql.find(caller.workspaceId(), id);
        var isOn = kept.filter(one -> one.confirmedAt() != null).isPresent();
        var secret = isOn ? Optional.<byte[]>empty() : kept.flatMap(one -> open(caller.workspaceId(), id, one));
        return new State(seal.isReady(), isOn, secret, isOn ? sql.countCodes(caller.workspaceId(), id) : 0);
    }

    /** The users of the workspace that sign in with two steps. */
    public Set<Long> users(Caller caller) {
        return Set.copyOf(sql.users(caller.workspaceId()));
    }

    /** Makes a secret for the caller's app. Nothing is asked for until the first code was right. */
    @Transactional
    public void begin(Caller caller) {
        var id = caller.actor().id();
        var kept = sql.find(caller.workspaceId(), id);
        if (kept.isPresent()
                && kept.get().confirmedAt() == null
                && open(caller.workspaceId(), id, kept.get()).isEmpty()) {
            // Sealed with a key that is lost: of no use to anybody.
            sql.delete(caller.workspaceId(), id);
        }
        var secret = seal.seal(place(caller.workspaceId(), id), Totp.newSecret());
        sql.insert(caller.workspaceId(), id, secret, Times.now(clock));
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
        var kept = sql.find(caller.workspaceId(), id).filter(one -> one.confirmedAt() == null);
        var secret = kept.flatMap(one -> open(caller.workspaceId(), id, one));
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        var now = Times.now(clock);
        var step = Totp.stepOf(digits(code), secret.get(), now, 0);
        if (step.isEmpty() || !sql.confirm(caller.workspaceId(), id, step.getAsLong(), now)) {
            return Optional.empty();
        }
        audit.record(caller, "user.two_steps_on", id, null, null);
        sessions.endAll(caller, id, stays);
        return Optional.of(makeCodes(caller));
    }

    /** New recovery codes for the caller; the old ones are good no more. */
    @Transactional
    public List<String> renewCodes(Caller caller) {
        var isOn = sql.find(caller.workspaceId(), caller.actor().id())
                .filter(kept -> kept.confirmedAt() != null)
                .isPresent();
        if (!isOn) {
            throw new Problem.Conflict("Set up two-step sign-in first.").exception();
        }
        audit.record(caller, "user.recovery_codes_made", caller.actor().id(), null, null);
        return makeCodes(caller);
    }

    /** Turns the caller's own off. */
    @Transactional
    public void turnOff(Caller caller) {
        if (sql.delete(caller.workspaceId(), caller.actor().id())) {
            audit.record(caller, "user.two_steps_off", caller.actor().id(), null, null);
        }
    }

    /** Turns somebody's off who has lost both app and recovery codes; they are signed out everywhere. */
    @Transactional
    public void reset(Caller caller, long userId) {
        caller.require(Role.ADMIN);
        users.get(caller, userId);
        if (!sql.delete(caller.workspaceId(), userId)) {
            throw new Problem.Conflict("This user doesn't sign in with two steps.").exception();
        }
        sessions.endAll(caller, userId, 0);
        audit.record(caller, "user.two_steps_reset", userId, null, null);
    }

    /** Whether a code, from the app or for recovery, is right; it is used up if it is. */
    @Transactional
    public boolean prove(Login login, String code, String address) {
        var workspaceId = login.workspaceId();
        var id = login.user().id();
        var kept = sql.find(workspaceId, id).filter(one -> one.confirmedAt() != null);
        if (kept.isEmpty()) {
            return false;
        }
        if (digits(code).matches("[0-9]{6}")) {
            var secret = open(workspaceId, id, kept.get());
            var step = secret.map(known -> Totp.stepOf(
                    digits(code), known, Times.now(clock), kept.get().lastStep()));
            return step.isPresent()
                    && step.get().isPresent()
                    && sql.use(workspaceId, id, step.get().getAsLong());
        }
        if (code.length() > 100 || !sql.takeCode(workspaceId, id, RecoveryCodes.sha256(code))) {
            return false;
        }
        var actor = new Actor(Actor.Kind.USER, id, login.user().name());
        var caller = new Caller(workspaceId, "US", login.user().role(), actor, address, null);
        audit.record(caller, "user.recovery_code_used", id, null, null);
        return true;
    }

    private List<String> makeCodes(Caller caller) {
        var id = caller.actor().id();
        sql.deleteCodes(caller.workspaceId(), id);
        var codes = RecoveryCodes.make();
        codes.forEach(code -> sql.insertCode(caller.workspaceId(), id, RecoveryCodes.sha256(code)));
        return codes;
    }

    private Optional<byte[]> open(long workspaceId, long userId, TwoStepSql.Kept kept) {
        return seal.open(place(workspaceId, userId), kept.secretSealed());
    }

    /** Apps show codes in two groups, and people type them so. */
    private static String digits(String code) {
        return code.length() > 20 ? "" : code.replaceAll("\\s", "");
    }

    private static String place(long workspaceId, long userId) {
        return "two_steps.secret:" + workspaceId + ":" + userId;
    }
}
