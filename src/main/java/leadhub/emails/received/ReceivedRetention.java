package leadhub.emails.received;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what leads wrote a year later. That they wrote, when, and the subjects are kept. */
@Service
public class ReceivedRetention {
    static final Duration KEPT = Duration.ofDays(365);
    private static final int STEP = 500;

    private final ReceivedEmailSql sql;
    private final Clock clock;

    ReceivedRetention(ReceivedEmailSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Some of one workspace; whether there are more. */
    @Transactional
    public boolean step(long workspaceId) {
        var now = Times.now(clock);
        return sql.empty(workspaceId, now.minus(KEPT), now, STEP) == STEP;
    }
}
