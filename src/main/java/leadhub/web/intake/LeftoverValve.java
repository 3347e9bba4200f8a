package leadhub.web.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads on when a request was answered before its body was read (a bad key, a body too large), so that a client that is
 * still sending comes to see the answer; for a moment only, then the connection is closed.
 *
 * <p>Limits: 2 MiB, of strangers 1 MiB, and as long as a body may take. Whoever is read on makes room for others first.
 */
final class LeftoverValve extends ValveBase {
    private final Duration deadline;

    LeftoverValve(Duration deadline) {
        super(true);
        this.deadline = deadline;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            BodyMemory.giveBack(request);
        }
        if (request.isAsync() || isRead(request)) {
            return;
        }
        Sender.closeIfTooLong(request, response);
        response.finishResponse();
        // Who waits to be told to go on never sends the body; reading would tell it to.
        if (response.getStatus() == 408
                || response.getStatus() == 503
                || request.getCoyoteRequest().hasExpectation()
                || Sender.declaresTooMuch(request)
                || !readOn(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean isRead(Request request) {
        var isRead = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, isRead);
        return isRead.get();
    }

    /** Whether the body came to its end. */
    private boolean readOn(Request request) {
        var end = System.nanoTime() + deadline.toNanos();
        var most = Sender.of(request).mostLeftover();
        var open = OpenRequest.current();
        if (open != null) {
            open.await(Sender.STRANGER);
        }
        var rest = new Rest();
        var length = 0L;
        try {
            while (length <= most && System.nanoTime() < end) {
                var read = request.getCoyoteRequest().doRead(rest);
                if (read < 0) {
                    return true;
                }
                length += read;
            }
            return false;
        } catch (IOException e) {
            return false;
        } finally {
            if (open != null) {
                open.resume();
            }
        }
    }

    /** Where the container puts what it has read; nobody looks at it. */
    private static final class Rest implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // The container brings its own.
        }
    }
}
