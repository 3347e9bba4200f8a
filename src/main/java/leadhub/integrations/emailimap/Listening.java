package leadhub.integrations.emailimap;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * One connection that listens to a folder (RFC 2177), in a thread of its own. Somebody looks after it, for the thread only waits.
 *
 * <p>Limits: a minute for what has to be answered; begun anew after 9 minutes, for a server may hang up after 30 and routers forget
 * sooner; a message a second is told of.
 */
final class Listening {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration RENEWAL = Duration.ofMinutes(9);
    private static final long BETWEEN_NEWS = TimeUnit.SECONDS.toNanos(1);

    private final ImapServer server;
    private final ListeningClaims claims;
    private final Runnable news;
    private final Instant begun;
    /** Null once it listens no more. */
    private @Nullable Instant until;

    /** When an answer is late, or listening has to begin anew. */
    private volatile Instant next;

    private volatile @Nullable IMAPProtocol idle;
    private @Nullable Thread thread;
    private volatile boolean isEnded;
    private volatile boolean hasListened;

    /** @param until by which whoever listens knows that it still does */
    Listening(ImapServer server, ListeningClaims claims, Instant until, Runnable news) {
        this.server = server;
        this.claims = claims;
        this.until = until;
        this.news = news;
        this.begun = claims.now();
        this.next = begun.plus(ANSWER);
    }

    ImapServer server() {
        return server;
    }

    Instant begun() {
        return begun;
    }

    /** Says again that it listens, where that is time; it ends if it may no more. */
    synchronized void keep(Function<Instant, @Nullable Instant> keeping) {
        if (until == null || !claims.isToBeKept(until)) {
            return;
        }
        until = keeping.apply(until);
        if (until == null) {
            end();
        }
    }

    /** Says that it listens no more; nobody says the opposite meanwhile. */
    synchronized void release(Consumer<Instant> releasing) {
        var was = until;
        until = null;
        if (was != null) {
            releasing.accept(was);
        }
    }

    /** Whether it was of any use. */
    boolean hasListened() {
        return hasListened;
    }

    /** Whether somebody here has ended it. */
    boolean isEnded() {
        return isEnded;
    }

    /**
     * Listens until it is ended.
     *
     * @throws ImapFailure if the server ends it, or says nothing
     */
    void run(Imap imap) {
        begin();
        try {
            imap.stay(server, folder -> {
                while (!isEnded) {
                    folder.doCommand(this::idle);
                }
                return true;
            });
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (isEnded) {
            thread.interrupt();
        }
    }

    /** From now on nobody interrupts it: what is written down afterwards isn't broken off. */
    private synchronized void finish() {
        thread = null;
        Thread.interrupted();
    }

    /** Whether the server says when something comes. */
    static boolean hasIdle(IMAPFolder folder) throws jakarta.mail.MessagingException {
        return ((IMAPStore) folder.getStore()).hasCapability("IDLE");
    }

    /** Something may have come before it began: that counts as news. */
    private boolean idle(IMAPProtocol protocol) throws ProtocolException {
        next = claims.now().plus(ANSWER);
        protocol.idleStart();
        next = claims.now().plus(RENEWAL);
        hasListened = true;
        idle = protocol;
        try {
            tell();
            Response response;
            do {
                response = protocol.readIdleResponse();
                if (response instanceof IMAPResponse said && said.keyEquals("EXISTS")) {
                    tell();
                }
            } while (protocol.processIdleResponse(response));
            return true;
        } finally {
            idle = null;
        }
    }

    /** In another thread, which nobody interrupts. Then rests: what a server says too often waits for its turn in the socket. */
    private void tell() {
        Thread.ofVirtual().name("news").start(news);
        LockSupport.parkNanos(BETWEEN_NEWS);
    }

    /** Begins anew where it is time; ends what waits for an answer for too long. */
    void look() {
        if (claims.now().isBefore(next)) {
            return;
        }
        var waiting = idle;
        if (waiting == null) {
            end();
            return;
        }
        idle = null;
        next = claims.now().plus(ANSWER);
        waiting.idleAbort();
    }

    /** Interrupting a virtual thread closes the socket that it waits for. */
    synchronized void end() {
        isEnded = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
