package leadhub.integrations.emailimap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import leadhub.jobs.WorkThreads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads mailboxes with the server, apart from its jobs, and listens to them between.
 *
 * <p>Limits: 16 mailboxes at once, 4 of a workspace at one look.
 */
@Component
public class MailboxThreads extends WorkThreads {
    private static final int MOST = 16;
    private static final int MOST_OF_ONE = 4;
    private static final String NAME = "mailboxes";

    private final MailboxClaims claims;
    private final MailboxReader reader;
    private final MailboxListeners listeners;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST);

    MailboxThreads(
            MailboxClaims claims, MailboxReader reader, MailboxListeners listeners, MailboxQueue queue, Limits limits) {
        super(queue, new Plan(NAME, 1, limits.poll(), limits.isOn()));
        this.claims = claims;
        this.reader = reader;
        this.listeners = listeners;
    }

    /** How often to look for what is due; and whether at all, which commands don't. */
    @Component
    record Limits(
            @Value("${leadhub.mailboxes.poll:5s}") Duration poll,
            @Value("${leadhub.intake.work:true}") boolean isOn) {}

    @Override
    public void start() {
        super.start();
        if (isRunning()) {
            listeners.open();
        }
    }

    @Override
    public void stop() {
        listeners.close();
        super.stop();
    }

    @Override
    protected List<Long> due(int most) {
        listeners.look();
        return room.availablePermits() == 0 ? List.of() : claims.workspaces(most);
    }

    /** Without room it stays due, and is found at the next look. */
    @Override
    protected void look(long workspaceId) {
        var most = Math.min(MOST_OF_ONE, room.availablePermits());
        if (most == 0) {
            return;
        }
        claims.claim(workspaceId, most).forEach(mailbox -> {
            // There is: this thread alone takes any.
            room.acquireUninterruptibly();
            threads.execute(() -> {
                try {
                    reader.read(workspaceId, mailbox);
                } catch (RuntimeException | Error e) {
                    // It is read again when its lease ends.
                    say(NAME, e);
                } finally {
                    room.release();
                }
            });
        });
    }

    /** Whether a mailbox is being read. */
    public boolean isReading() {
        return room.availablePermits() < MOST;
    }

    @Override
    protected boolean isIdle() {
        return !isReading() && listeners.isIdle();
    }
}
