package leadhub.signin;

import java.time.Clock;
import java.util.List;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/** Sessions that have ended, links that nobody used in time, sign-ins that stayed half, failures long ago. */
@Component
class ExpiredSignIns {
    private final List<Expiring> all;
    private final Clock clock;

    ExpiredSignIns(List<Expiring> all, Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    /** The job: removes them. */
    void prune() {
        var now = Times.now(clock);
        all.forEach(each -> each.prune(now));
    }
}
