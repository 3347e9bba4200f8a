package leadhub.mail;

import java.time.Instant;
import leadhub.jobs.Postponed;

/** Today's email limit is reached; sending can continue at a later time. */
public final class MailQuotaExceeded extends Postponed {
    private static final long serialVersionUID = 1;

    MailQuotaExceeded(Instant until) {
        super("As many e-mails were sent today as may be.", until);
    }
}
