package leadhub.signin;

import java.time.Clock;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Region;
import leadhub.base.Times;
import leadhub.panel.Visitor;
import leadhub.users.Access;
import leadhub.users.AccessEnd;
import leadhub.users.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins, lists and ends sessions of the panel. */
@Service
public class Sessions {
    private final SessionSql sql;
    private final Logins logins;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Sessions(SessionSql sql, Logins logins, Access access, Audit audit, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins a session; one that the browser is still in ends.
     *
     * @param proven the users whose password was right, the first being who the visitor is now
     * @param oldToken what the browser's cookie held until now
     * @return the token for the cookie, told this once
     */
    @Transactional
    public String begin(List<Login> proven, String address, @Nullable String userAgent, @Nullable String oldToken) {
        if (oldToken != null) {
            sql.endByToken(SessionToken.sha256(oldToken));
        }
        var token = SessionToken.generate();
        var now = Times.now(clock);
        var first = proven.getFirst();
        var agent = userAgent == null ? null : userAgent.substring(0, Math.min(300, userAgent.length()));
        var id = sql.insert(SessionToken.sha256(token), SessionToken.generate(), first, address, agent, now);
        for (var login : proven) {
            sql.addUser(id, login);
        }
        audit.record(callerOf(first, address), "session.begun", first.user().id(), null, null);
        return token;
    }

    /** Whether signing in as that user takes more than a password, so that a link doesn't do. */
    public boolean owesCode(long workspaceId, long userId) {
        return logins.find(workspaceId, userId).filter(Login::hasTwoSteps).isPresent();
    }

    /** Begins a session of somebody who came by a link. */
    @Transactional
    public String begin(
            long workspaceId, long userId, String address, @Nullable String userAgent, @Nullable String oldToken) {
        var login = logins.find(workspaceId, userId)
                .filter(found -> found.user().status() == Status.ACTIVE)
                .orElseThrow(() -> new Problem.Unauthorized().exception());
        return begin(List.of(login), address, userAgent, oldToken);
    }

    /**
     * Notes that the visitor has given the password again.
     *
     * @return the session's token from now on; the old one is good no more
     */
    @Transactional
    public String confirm(Caller caller, long id) {
        var token = SessionToken.generate();
        sql.proven(id, SessionToken.sha256(token), Times.now(clock));
        audit.record(caller, "session.confirmed", caller.actor().id(), null, null);
        return token;
    }

    /**
     * Goes to another workspace that the session has proven to be a user of, unless that workspace's own rules have ended
     * it meanwhile.
     */
    @Transactional
    public void goTo(Visitor visitor, long workspaceId, Client client) {
        if (visitor.place().id() == workspaceId) {
            return;
        }
        if (visitor.others().stream().noneMatch(place -> place.id() == workspaceId)) {
            throw new Problem.NotFound(Refusal.of("workspace.not_found")).exception();
        }
        var userId = sql.move(visitor.sessionId(), workspaceId, Times.now(clock))
                .orElseThrow(() -> new Problem.Forbidden(Refusal.of("session.idle")).exception());
        logins.find(workspaceId, userId)
                .ifPresent(login ->
                        audit.record(callerOf(login, client.address()), "session.entered", userId, null, null));
    }

    /** The caller's own sessions, the latest first. */
    public List<Session> list(Caller caller) {
        var now = Times.now(clock);
        return sql.list(caller.workspaceId(), caller.actor().id(), now);
    }

    /** Ends one of the caller's own sessions. */
    @Transactional
    public void end(Caller caller, long id) {
        if (sql.end(caller.workspaceId(), caller.actor().id(), id) == 0) {
            throw new Problem.NotFound(Refusal.of("session.not_found")).exception();
        }
        audit.record(caller, "session.ended", caller.actor().id(), null, null);
    }

    /** Ends the caller's own sessions, but for this one. */
    @Transactional
    public void endOthers(Caller caller, long stays) {
        access.end(caller, caller.actor().id(), AccessEnd.signedOut(stays));
        audit.record(caller, "session.others_ended", caller.actor().id(), null, null);
    }

    static Caller callerOf(Login login, String address) {
        return new Caller(
                login.workspaceId(),
                Region.UNKNOWN,
                login.user().role(),
                new Actor(Actor.Kind.USER, login.user().id(), login.user().name()),
                address,
                null);
    }
}
