package leadhub.signin.twosteps;

import java.time.Clock;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.base.Times;
import leadhub.signin.Login;
import leadhub.signin.TryKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells whether the codes are right that somebody gives after the password. */
@Service
public class CodeChecks {
    private static final Logger log = LoggerFactory.getLogger(CodeChecks.class);

    private final TwoStepSql sql;
    private final TwoStepSecrets secrets;
    private final Audit audit;
    private final Clock clock;

    CodeChecks(TwoStepSql sql, TwoStepSecrets secrets, Audit audit, Clock clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of a code. */
    public enum CodeResult {
        RIGHT,
        WRONG,
        /** It is one of the app, whose secret was sealed with a key that is lost. */
        LOST
    }

    /** Whether the codes of somebody's app can't be checked any more. */
    boolean isLost(Login login) {
        return sql.find(login.workspaceId(), login.user().id())
                .filter(TwoStepSql.Kept::isOn)
                .filter(kept -> secrets.open(login.workspaceId(), login.user().id(), kept)
                        .isEmpty())
                .isPresent();
    }

    /** Whether a code, from the app or for recovery, is right; it is used up if it is. */
    @Transactional
    public CodeResult prove(Login login, String code, String address) {
        var workspaceId = login.workspaceId();
        var id = login.user().id();
        var kept = sql.find(workspaceId, id).filter(TwoStepSql.Kept::isOn);
        if (kept.isEmpty()) {
            return CodeResult.WRONG;
        }
        if (kind(code) == TryKind.CODE) {
            return byApp(login, digits(code), kept.get());
        }
        if (code.length() > 100 || !sql.takeCode(workspaceId, id, RecoveryCodes.sha256(code))) {
            return CodeResult.WRONG;
        }
        var actor = new Actor(Actor.Kind.USER, id, login.user().name());
        var caller = new Caller(workspaceId, Region.UNKNOWN, login.user().role(), actor, address, null);
        audit.record(caller, "user.recovery_code_used", id, null, null);
        return CodeResult.RIGHT;
    }

    private CodeResult byApp(Login login, String digits, TwoStepSql.Kept kept) {
        var workspaceId = login.workspaceId();
        var id = login.user().id();
        var secret = secrets.open(workspaceId, id, kept);
        if (secret.isEmpty()) {
            log.warn("The second step of user {} was sealed with another secret key, and can't be checked.", id);
            return CodeResult.LOST;
        }
        var step = isTwoCodes(digits)
                ? Totp.stepOfTwo(digits, secret.get(), Times.now(clock), kept.lastStep())
                : Totp.stepOf(digits, secret.get(), Times.now(clock), kept.lastStep());
        return step.isPresent() && sql.use(workspaceId, id, step.getAsLong()) ? CodeResult.RIGHT : CodeResult.WRONG;
    }

    /** What a code can be by its looks. */
    static TryKind kind(String code) {
        return digits(code).matches("[0-9]{6}([0-9]{6})?") ? TryKind.CODE : TryKind.RECOVERY_CODE;
    }

    /** Whether it is a code of the app and the next one behind it. */
    static boolean isTwoCodes(String code) {
        return digits(code).length() == 12;
    }

    /** Apps show codes in two groups, and people type them so. */
    static String digits(String code) {
        return code.length() > 20 ? "" : code.replaceAll("\\s", "");
    }
}
