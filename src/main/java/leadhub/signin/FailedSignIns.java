package leadhub.signin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.users.User;
import leadhub.web.input.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells of those who tried to get in and failed: each to the log, and together, one entry for each minute and user, to the
 * audit log of the workspaces where somebody has that e-mail. A failure costs the same whether or not somebody has it, and
 * whoever fails on and on can't fill an audit log.
 */
@Service
public class FailedSignIns {
    private static final Logger log = LoggerFactory.getLogger(FailedSignIns.class);
    private static final int AT_A_TIME = 500;

    private final FailedSignInSql sql;
    private final Logins logins;
    private final Audit audit;
    private final Clock clock;

    FailedSignIns(FailedSignInSql sql, Logins logins, Audit audit, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the audit log says of a user's failures in a minute. */
    record Told(String email, String step, int failures, long slowedSeconds) {}

    /**
     * Notes a failure.
     *
     * @param slowedSeconds how long the next try has to wait
     */
    void add(TryKind kind, String emailKey, Client client, long slowedSeconds) {
        var step = kind.word();
        var email = hash(emailKey);
        if (slowedSeconds == 0) {
            log.info("Sign-in failed: step={} email={} address={}", step, email, client.address());
        } else {
            log.warn(
                    "Sign-in failed: step={} email={} address={} slowed={}s",
                    step,
                    email,
                    client.address(),
                    slowedSeconds);
        }
        // Nobody has an e-mail that can't be kept.
        if (Texts.isSound(emailKey) && Texts.length(emailKey) <= User.MOST_EMAIL_CHARACTERS) {
            sql.add(Times.now(clock).truncatedTo(ChronoUnit.MINUTES), emailKey, step, slowedSeconds, client);
        }
    }

    /** The job: tells the workspaces of minutes that are over. */
    @Transactional
    public void tell() {
        for (var minute : sql.take(Times.now(clock).truncatedTo(ChronoUnit.MINUTES), AT_A_TIME)) {
            for (var login : logins.list(minute.emailKey())) {
                var caller = new Caller(
                        login.workspaceId(),
                        Region.UNKNOWN,
                        Role.READ_ONLY,
                        Actor.system("sign-in"),
                        minute.address(),
                        minute.requestId());
                var user = login.user();
                var told = new Told(user.email(), minute.step(), minute.count(), minute.slowedSeconds());
                audit.record(caller, "sign_in.failed", user.id(), null, told);
            }
        }
    }

    /** As it stands in the log and in a throttle's subject, neither of which is a place for an e-mail. */
    static String hash(String text) {
        return HexFormat.of().formatHex(SessionToken.sha256(text), 0, 8);
    }
}
