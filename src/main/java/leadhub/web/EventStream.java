package leadhub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.database.Outage;
import leadhub.web.intake.LastingConnection;
import leadhub.web.intake.OpenStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends server-sent events until there are no more, the client is gone, or the server stops. A client that doesn't read is
 * gone when nothing could be sent for as long as it may be silent; nothing is buffered for it. A thread is there only while
 * there is something to send (docs/adr/0023). While the database can't be asked there are no events, and the stream stays.
 */
public final class EventStream implements LastingConnection.Owner {
    /** What a client waits before it comes again. */
    private static final String BEGIN = "retry: 2000\n\n";

    private static final String COMMENT = ":\n\n";
    /** After the database couldn't be asked. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final OpenStreams.Stream stream;
    private final EventSource source;
    private final OutputStream out;
    private final String path;
    private final String requestId = String.valueOf(MDC.get("request"));
    /** How often somebody wanted it to send since it began to; 0 while nobody sends. */
    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile long sent = System.nanoTime();
    private volatile long failed = System.nanoTime() - PAUSE.toNanos();
    private boolean hasBegun;

    EventStream(OpenStreams.Stream stream, EventSource source, OutputStream out, String path) {
        this.stream = stream;
        this.source = source;
        this.out = out;
        this.path = path;
    }

    /** Says what comes. */
    public static void head(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        // Proxies that gather answers would keep events for later.
        response.setHeader("X-Accel-Buffering", "no");
    }

    /**
     * Sends the head of the answer and, once its request is over, the events of a source; both are closed at its end. Where it
     * throws, they are still the caller's.
     */
    public static void open(
            OpenStreams.Stream stream, EventSource source, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = request.getRequestURI();
        stream.takeOver(request, response, out -> new EventStream(stream, source, out, path));
    }

    @Override
    public void begin() {
        stream.begin(this::look);
        source.onNews(this::wake);
        wake();
    }

    private void look() {
        if (stream.isEnded() || isDue() || isSilent()) {
            wake();
        }
    }

    private boolean isDue() {
        return source.isDue() && System.nanoTime() - failed >= PAUSE.toNanos();
    }

    private boolean isSilent() {
        return System.nanoTime() - sent > stream.heartbeat().toNanos();
    }

    private void wake() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        try {
            Thread.ofVirtual().name("events").start(this::send);
        } catch (Error e) {
            // Of memory, say: nobody else would come to send.
            hangUp();
            throw e;
        }
    }

    private void send() {
        try {
            int answered;
            do {
                answered = calls.get();
                if (!sendAll()) {
                    hangUp();
                    return;
                }
            } while (!calls.compareAndSet(answered, 0));
        } catch (Error e) {
            hangUp();
            throw e;
        }
    }

    /** Sends all there is; false if it was the last. */
    private boolean sendAll() {
        try {
            if (!hasBegun) {
                hasBegun = true;
                write(BEGIN);
            }
            while (!isClosed.get() && !source.isOver() && !stream.isEnded()) {
                var event = next();
                if (event == null) {
                    if (isSilent()) {
                        write(COMMENT);
                    }
                    return true;
                }
                write(event.text());
            }
        } catch (IOException e) {
            log.debug("The listener on {} is gone", path, e);
        } catch (RuntimeException e) {
            brokeOff(e);
        }
        return false;
    }

    /** Asks the database only where there may be something, and in a turn; without one it looks again when it is told. */
    private @Nullable ServerEvent next() {
        var known = source.next();
        if (known != null || !isDue() || !stream.takeTurn()) {
            return known;
        }
        try {
            source.look();
        } catch (RuntimeException e) {
            if (!mayPass(e)) {
                throw e;
            }
            failed = System.nanoTime();
        } finally {
            stream.endTurn();
        }
        return source.next();
    }

    private boolean mayPass(RuntimeException e) {
        return e instanceof ProblemException known
                ? known.problem() instanceof Problem.Unavailable
                : Outage.problem(requestId, e).isPresent();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        sent = System.nanoTime();
    }

    /** A source that can't go on is told of in a line; a fault of ours, with its stack. */
    private void brokeOff(RuntimeException e) {
        if (!(e instanceof ProblemException)) {
            Faults.problem(requestId, e);
        }
        log.info("The events of {} broke off: {}", path, String.valueOf(e.getMessage()));
    }

    private void hangUp() {
        try {
            out.close();
        } catch (IOException e) {
            log.debug("The listener on {} was gone", path, e);
        } finally {
            end();
        }
    }

    @Override
    public void end() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        try (var first = stream;
                var last = source) {
            // They are closed by themselves.
        } catch (RuntimeException e) {
            brokeOff(e);
        }
    }
}
