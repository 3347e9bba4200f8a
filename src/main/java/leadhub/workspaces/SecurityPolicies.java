package leadhub.workspaces;

import java.time.Clock;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A workspace's requirements for signing in. They apply from everybody's next click on, even to existing sessions. */
@Service
public class SecurityPolicies {
    private final SecurityPolicySql sql;
    private final Seal seal;
    private final Audit audit;
    private final Clock clock;

    SecurityPolicies(SecurityPolicySql sql, Seal seal, Audit audit, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    public SecurityPolicy get(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.get(caller.workspaceId());
    }

    /** Changes it. Two-step sign-in can't be required on a server without a secret key, because nobody could set it up. */
    @Transactional
    public void change(Caller caller, SecurityPolicy wanted) {
        caller.require(Role.ADMIN);
        if (wanted.twoStepsRequired() && !seal.isReady()) {
            throw Problem.invalid("two_steps", Refusal.of("server.no_secret_key"))
                    .exception();
        }
        require(wanted.idleDays() >= 1 && wanted.idleDays() <= SecurityPolicy.MOST_IDLE_DAYS, "idle_days");
        require(wanted.mostDays() >= 1 && wanted.mostDays() <= SecurityPolicy.MOST_DAYS, "most_days");
        var before = sql.lock(caller.workspaceId());
        sql.update(caller.workspaceId(), wanted, Times.now(clock));
        audit.record(caller, "workspace.security_changed", caller.workspaceId(), before, wanted);
    }

    private static void require(boolean isRight, String field) {
        if (!isRight) {
            throw Problem.invalid(field, Refusal.of("invalid")).exception();
        }
    }
}
