package leadhub.sms;

import java.time.Instant;
import leadhub.jobs.Postponed;

/** As many SMS were sent as may be; sending can continue at a later time. */
final class SmsPostponed extends Postponed {
    private static final long serialVersionUID = 1;

    SmsPostponed(Instant until) {
        super("As many SMS were sent as may be.", until);
    }
}
