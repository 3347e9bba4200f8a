package leadhub.signin;

import java.time.Clock;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/** Sessions that have ended, links that nobody used in time, sign-ins that stayed half, failures long ago. */
@Component
class ExpiredSignIns {
    private final SessionSql sessions;
    private final OneTimeLinkSql links;
    private final HalfSignInSql halves;
    private final Tries tries;
    private final Clock clock;

    ExpiredSignIns(SessionSql sessions, OneTimeLinkSql links, HalfSignInSql halves, Tries tries, Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.halves = halves;
        this.tries = tries;
        this.clock = clock;
    }

    /** The job: removes them. */
    void prune() {
        var now = Times.now(clock);
        sessions.prune(now);
        links.prune(now);
        halves.prune(now);
        tries.prune();
    }
}
