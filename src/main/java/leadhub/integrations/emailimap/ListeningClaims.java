package leadhub.integrations.emailimap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has one process listen to a mailbox, for as long as it says so again, and the mailbox read when a message has come. */
@Service
public class ListeningClaims {
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final ListeningSql sql;
    private final MailboxMarks marks;

    ListeningClaims(ListeningSql sql, MailboxMarks marks) {
        this.sql = sql;
        this.marks = marks;
    }

    public Instant now() {
        return marks.now();
    }

    /** Whether a third of it is over. */
    public boolean isToBeKept(Instant until) {
        return marks.now().isAfter(until.minus(LEASE.multipliedBy(2).dividedBy(3)));
    }

    /** Until when this process may listen; empty if another one does, or the mailbox isn't read. */
    @Transactional
    public Optional<Instant> take(long workspaceId, long integrationId) {
        var now = marks.now();
        var until = now.plus(LEASE);
        return sql.take(workspaceId, integrationId, now, until) ? Optional.of(until) : Optional.empty();
    }

    /** The same again; empty if it has to end. */
    @Transactional
    public Optional<Instant> keep(long workspaceId, long integrationId, Instant was) {
        var until = marks.now().plus(LEASE);
        return sql.keep(workspaceId, integrationId, was, until) ? Optional.of(until) : Optional.empty();
    }

    @Transactional
    public void end(long workspaceId, long integrationId, Instant was) {
        sql.end(workspaceId, integrationId, was);
    }

    /** Has it read. */
    @Transactional
    public void wake(long workspaceId, long integrationId) {
        if (sql.wake(workspaceId, integrationId, marks.now())) {
            marks.leave(workspaceId);
        }
    }
}
