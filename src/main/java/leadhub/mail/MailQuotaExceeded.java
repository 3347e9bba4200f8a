package leadhub.mail;

import java.time.Instant;
import leadhub.jobs.Postponed;

/** As many e-mails were sent today as may be; there is room again at a later time. */
public final class MailQuotaExceeded extends Postponed {
    private static final long serialVersionUID = 1;

    MailQuotaExceeded(Instant until) {
        super("As many e-mails were sent today as may be.", until);
    }
}
