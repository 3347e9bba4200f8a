package leadhub.integrations.emailimap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.intake.IntakeLedger;
import leadhub.intake.NewIntake;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the mailboxes of a workspace for this process, for a time in which nobody else reads them, and writes down what was read. */
@Service
public class MailboxClaims {
    /** Longer than reading some messages and writing them down takes. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MailboxSql sql;
    private final MailboxDueSql due;
    private final MailboxMarks marks;
    private final IntakeLedger ledger;

    MailboxClaims(MailboxSql sql, MailboxDueSql due, MailboxMarks marks, IntakeLedger ledger) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
        this.ledger = ledger;
    }

    /** The workspaces that have one to read. */
    public List<Long> workspaces(int most) {
        return due.due(marks.now(), most);
    }

    /** Takes those that are due; whoever looks next knows when. */
    @Transactional
    public List<Mailbox> claim(long workspaceId, int most) {
        var now = marks.now();
        due.take(workspaceId, now);
        var claimed = sql.claim(workspaceId, most, now, now.plus(LEASE));
        sql.nextAt(workspaceId).ifPresent(at -> marks.at(workspaceId, at));
        return claimed;
    }

    public Optional<Mailbox> find(long workspaceId, long integrationId) {
        return sql.find(workspaceId, integrationId);
    }

    /**
     * Writes what was read into the ledger, and how far that was, in one transaction: whatever happens to this process, no message is
     * passed over and none counts twice.
     *
     * @return false if another process has the mailbox by now, which reads it all again
     */
    @Transactional
    public boolean accept(long workspaceId, Mailbox mailbox, ImapRead.Place place, List<NewIntake> messages) {
        if (!sql.advance(workspaceId, mailbox, place)) {
            return false;
        }
        ledger.acceptUnknown(workspaceId, messages);
        return true;
    }

    /** It is over for this time; false if another process has the mailbox by now, or somebody has changed it. */
    @Transactional
    public boolean release(long workspaceId, Mailbox mailbox, int failures, Duration pause) {
        Instant nextAt = marks.now().plus(pause);
        var isMine = sql.release(workspaceId, mailbox, failures, nextAt);
        if (isMine) {
            marks.at(workspaceId, nextAt);
        }
        return isMine;
    }
}
