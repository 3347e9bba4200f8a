package leadhub.integrations.emailimap;

import java.time.Clock;
import leadhub.jobs.DueMarks;
import org.springframework.stereotype.Component;

/** Sees to it that mailboxes are read. */
@Component
class MailboxMarks extends DueMarks {
    MailboxMarks(MailboxDueSql sql, MailboxQueue queue, Clock clock) {
        super(sql, queue, clock);
    }
}
