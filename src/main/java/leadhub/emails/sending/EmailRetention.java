package leadhub.emails.sending;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the texts of emails a year later. That they were sent, to whom, and their subjects are kept. */
@Service
public class EmailRetention {
    static final Duration KEPT = Duration.ofDays(365);
    private static final int STEP = 500;

    private final LeadEmailSql sql;
    private final Clock clock;

    EmailRetention(LeadEmailSql sql, Clock clock) {
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
