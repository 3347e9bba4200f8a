package leadhub.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Region;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Times;
import leadhub.panel.Visitor;
import leadhub.panel.Visitors;
import leadhub.users.Status;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in to the panel. A session is a random token in the visitor's cookie and its hash in the database, so it
 * outlives a restart and is good on every server process. How long it lasts is the rule of its workspace.
 */
@Service
public class Sessions implements Visitors {
    /** No workspace ends an idle session earlier. */
    private static final Duration SHORTEST_IDLE = Duration.ofDays(1);

    private static final Duration NOT_WORTH_WRITING = Duration.ofMinutes(1);

    private final SessionSql sql;
    private final LoginSql logins;
    private final OneTimeLinkSql links;
    private final HalfSignInSql halves;
    private final Tries tries;
    private final Audit audit;
    private final Clock clock;

    // Seven, for whatever would let somebody in ends here.
    Sessions(
            SessionSql sql,
            LoginSql logins,
            OneTimeLinkSql links,
            HalfSignInSql halves,
            Tries tries,
            Audit audit,
            Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.halves = halves;
        this.tries = tries;
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
        noteSeen(stay.session(), hash, now);
        return Optional.of(stay.login())
                .filter(login -> login.user().status() == Status.ACTIVE)
                .map(login -> new Visitor(
                        stay.session().id(),
                        stay.formSecret(),
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

    /** Where others end earlier, this one ends before anything shows that it is in use again. */
    private void noteSeen(Session session, byte[] tokenSha256, Instant now) {
        if (!session.seenAt().isAfter(now.minus(SHORTEST_IDLE))) {
            sql.endElsewhere(session.id(), session.seenAt(), now);
        }
        if (session.seenAt().isBefore(now.minus(NOT_WORTH_WRITING))) {
            sql.seen(tokenSha256, now);
        }
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
    boolean owesCode(long workspaceId, long userId) {
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
            throw new Problem.NotFound("There is no such workspace.").exception();
        }
        var userId = sql.move(visitor.sessionId(), workspaceId, Times.now(clock))
                .orElseThrow(() -> new Problem.Forbidden("This workspace asks you to sign in again.").exception());
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

    /**
     * Ends all sessions of a user, but for the one that stays; links and half sign-ins are good no more, and no browser is
     * known any more.
     */
    public void endAll(Caller caller, long userId, long stays) {
        logins.find(caller.workspaceId(), userId)
                .ifPresent(login -> tries.forget(Users.key(login.user().email())));
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
        tries.prune();
    }

    private static Caller callerOf(Login login, String address) {
        return new Caller(
                login.workspaceId(),
                Region.UNKNOWN,
                login.user().role(),
                new Actor(Actor.Kind.USER, login.user().id(), login.user().name()),
                address,
                null);
    }
}
