package leadhub.sms;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the texts of SMS a year later. That they were sent or came, and when, is kept. */
@Service
public class SmsRetention {
    static final Duration KEPT = Duration.ofDays(365);
    private static final int STEP = 500;

    private final SmsSql sql;
    private final Clock clock;

    SmsRetention(SmsSql sql, Clock clock) {
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
