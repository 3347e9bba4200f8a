package leadhub.integrations.emailimap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.intake.IntakeLedger;
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
    private final MailFiles files;

    MailboxClaims(MailboxSql sql, MailboxDueSql due, MailboxMarks marks, IntakeLedger ledger, MailFiles files) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
        this.ledger = ledger;
        this.files = files;
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
    public boolean accept(long workspaceId, Mailbox mailbox, ImapRead.Place place, List<MailItems.Item> messages) {
        if (!sql.advance(workspaceId, mailbox, place)) {
            return false;
        }
        messages.forEach(message -> accept(workspaceId, message));
        return true;
    }

    private void accept(long workspaceId, MailItems.Item message) {
        var isFresh = ledger.acceptUnknown(workspaceId, List.of(message.intake())) == 1;
        if (isFresh && message.email() != null) {
            files.keep(workspaceId, message.email());
        }
    }

    /** Has one fetched once more, within the transaction of whoever wants it; false if it can't be found any more. */
    public boolean fetchAgain(long workspaceId, long integrationId, UnreadEmail unread) {
        if (!sql.fetchAgain(workspaceId, integrationId, unread.validity(), unread.uid(), marks.now())) {
            return false;
        }
        marks.leave(workspaceId);
        return true;
    }

    /** Writes down one that was fetched once more; false if another process has the mailbox by now. */
    @Transactional
    public boolean acceptAgain(long workspaceId, Mailbox mailbox, long uid, MailItems.Item message) {
        if (!sql.fetchedAgain(workspaceId, mailbox, uid)) {
            return false;
        }
        accept(workspaceId, message);
        return true;
    }

    /** It is over for this time; false if another process has the mailbox by now, or somebody has changed it. */
    @Transactional
    public boolean release(long workspaceId, Mailbox mailbox, int failures, Duration pause) {
        return release(workspaceId, mailbox, failures, pause, 0);
    }

    /** The same where reading broke off. @param badUid at which message; 0 for none */
    @Transactional
    public boolean release(long workspaceId, Mailbox mailbox, int failures, Duration pause, long badUid) {
        var nextAt =
                sql.release(workspaceId, mailbox, failures, badUid, marks.now().plus(pause));
        nextAt.ifPresent(at -> mark(workspaceId, at));
        return nextAt.isPresent();
    }

    private void mark(long workspaceId, Instant at) {
        if (at.isAfter(marks.now())) {
            marks.at(workspaceId, at);
            return;
        }
        marks.leave(workspaceId);
    }
}
