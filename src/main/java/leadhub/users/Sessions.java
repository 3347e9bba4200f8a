package leadhub.users;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import leadhub.admin.Visitor;
import leadhub.admin.Visitors;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in to the panel. A session is a random token in the visitor's cookie and its hash in the database, so it
 * outlives a restart and is good on every server process. How long it lasts is the rule of its workspace.
 */
@Service
public class Sessions implements Visitors {
    private static final Duration NOT_WORTH_WRITING = Duration.ofMinutes(1);

    private final SessionSql sql;
    private final LoginSql logins;
    private final OneTimeLinkSql links;
    private final HalfSignInSql halves;
    private final Audit audit;
    private final Clock clock;

    // Six, for whatever would let somebody in ends here.
    Sessions(SessionSql sql, LoginSql logins, OneTimeLinkSql links, HalfSignInSql halves, Audit audit, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.halves = halves;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Visitor> find(String token) {
        var now = Times.now(clock);
        var hash = SessionToken.sha256(token);
        var found = sql.find(hash, now);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var stay = found.get();
        if (stay.session().seenAt().isBefore(now.minus(NOT_WORTH_WRITING))) {
            sql.seen(hash, now);
        }
        return Optional.of(stay.login())
                .filter(login -> login.user().status() == Status.ACTIVE)
                .map(login -> new Visitor(
                        stay.session().id(),
                        stay.place(),
                        ZoneId.of(login.timeZone() == null ? stay.timeZone() : login.timeZone()),
                        stay.defaultCountry(),
                        login.user().id(),
                        login.user().name(),
                        login.user().email(),
                        login.user().role(),
                        login.language() == null ? stay.language() : login.language(),
                        stay.dateFormat(),
                        login.theme(),
                        Duration.between(stay.provenAt(), now),
                        stay.twoStepsRequired() && !login.hasTwoSteps(),
                        stay.others()));
    }

    /**
     * Begins a session.
     *
     * @param proven the users whose password was right, the first being who the visitor is now
     * @return the token for the cookie, told this once
     */
    @Transactional
    public String begin(List<Login> proven, String address, @Nullable String userAgent) {
        var token = SessionToken.generate();
        var now = Times.now(clock);
        var first = proven.getFirst();
        var agent = userAgent == null ? null : userAgent.substring(0, Math.min(300, userAgent.length()));
        var id = sql.insert(SessionToken.sha256(token), first, address, agent, now);
        for (var login : proven) {
            sql.addUser(id, login);
        }
        audit.record(callerOf(first, address), "session.begun", first.user().id(), null, null);
        return token;
    }

    /** Begins a session of somebody who came by a link. */
    @Transactional
    public String begin(long workspaceId, long userId, String address, @Nullable String userAgent) {
        var login = logins.find(workspaceId, userId)
                .filter(found -> found.user().status() == Status.ACTIVE)
                .orElseThrow(() -> new Problem.Unauthorized().exception());
        return begin(List.of(login), address, userAgent);
    }

    /** Notes that the visitor has given the password again. */
    @Transactional
    public void confirm(Caller caller, long id) {
        sql.proven(id, Times.now(clock));
        audit.record(caller, "session.confirmed", caller.actor().id(), null, null);
    }

    /** Goes to another workspace that the session has proven to be a user of. */
    @Transactional
    public void goTo(Visitor visitor, long workspaceId) {
        if (!sql.move(visitor.sessionId(), workspaceId)) {
            throw new Problem.NotFound("There is no such workspace.").exception();
        }
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
            throw new Problem.NotFound("There is no such session.").exception();
        }
        audit.record(caller, "session.ended", caller.actor().id(), null, null);
    }

    /** Ends the caller's own sessions, but for this one. */
    @Transactional
    public void endOthers(Caller caller, long stays) {
        endAll(caller, caller.actor().id(), stays);
        audit.record(caller, "session.others_ended", caller.actor().id(), null, null);
    }

    /** Ends all sessions of a user, but for the one that stays; links and half sign-ins are good no more. */
    public void endAll(Caller caller, long userId, long stays) {
        sql.endAll(caller.workspaceId(), userId, stays);
        halves.forget(userId);
        links.forget(caller.workspaceId(), userId);
    }

    /** Removes sessions that have ended, and links that nobody used in time. */
    public void prune() {
        var now = Times.now(clock);
        sql.prune(now);
        links.prune(now);
        halves.prune(now);
    }

    private static Caller callerOf(Login login, String address) {
        return new Caller(
                login.workspaceId(),
                "US",
                login.user().role(),
                new Actor(Actor.Kind.USER, login.user().id(), login.user().name()),
                address,
                null);
    }
}
