package leadhub.web.intake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives its request: the head of the answer was sent, and the body goes on for as long as somebody writes it.
 * The container takes it for one that speaks another protocol from here on, and uses its buffers and thread for other requests; the
 * client sees a usual answer, whose body ends with the connection. Made by its class.
 *
 * <p>Written by one thread at a time, which waits for a client that doesn't read, but only so long. Limits: whoever sends more than 1 MiB in
 * all is hung up on.
 */
public final class LastingConnection extends OutputStream implements InternalHttpUpgradeHandler {
    private static final String PROTOCOL = "Upgrade";
    private static final int PIECE = 512;
    /** The client has nothing to say. */
    private static final long MOST_HEARD = 1 << 20;

    private @Nullable Owner owner;
    private long deadlineMillis;
    private long heard;
    private volatile @Nullable SocketWrapperBase<?> socket;

    /** Whoever writes the body. Is called by the container's threads, and returns at once. */
    public interface Owner {
        /** The body may be written. */
        void begin();

        /** The connection is closed, by whichever side; also where it never came to {@link #begin}. */
        void end();
    }

    /**
     * Sends the head of an answer, and then takes its connection over.
     *
     * @param deadline how long a client may take nothing
     * @param owner of what is to be written to
     */
    static void takeOver(
            HttpServletRequest request,
            HttpServletResponse response,
            Duration deadline,
            Function<OutputStream, Owner> owner)
            throws IOException {
        // Neither a length nor chunks tell where the body ends.
        response.setHeader("Connection", "close");
        // The container counts by the protocol's name, and would let the client choose it.
        response.setHeader(PROTOCOL, "events");
        try {
            var connection = request.upgrade(LastingConnection.class);
            response.setHeader(PROTOCOL, null);
            response.setStatus(HttpServletResponse.SC_OK);
            response.flushBuffer();
            connection.deadlineMillis = deadline.toMillis();
            var writer = owner.apply(connection);
            connection.owner = writer;
            // By itself the container doesn't tell where it fails between the request and what is made of it here.
            Objects.requireNonNull(OpenRequest.current()).onEnd(writer::end);
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        wrapper.setWriteTimeout(deadlineMillis);
        socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        if (owner != null) {
            owner.begin();
        }
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        return switch (event) {
            case OPEN_READ -> isThere() ? SocketState.UPGRADED : SocketState.CLOSED;
            case OPEN_WRITE -> SocketState.UPGRADED;
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> SocketState.CLOSED;
        };
    }

    /** Whether the client hasn't hung up, nor said too much; what it sends is read and forgotten. */
    private boolean isThere() {
        var open = socket;
        if (open == null) {
            return false;
        }
        var piece = new byte[PIECE];
        try {
            var read = open.read(false, piece, 0, PIECE);
            while (read > 0 && heard <= MOST_HEARD) {
                heard += read;
                read = open.read(false, piece, 0, PIECE);
            }
            return read >= 0 && heard <= MOST_HEARD;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Sends all of it at once. */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var open = socket;
        if (open == null || open.isClosed()) {
            throw new ClosedChannelException();
        }
        if (open instanceof NioSocketWrapper known) {
            // The client's time begins now, however long there was nothing to send.
            known.updateLastWrite();
        }
        open.write(true, bytes, from, length);
        open.flush(true);
    }

    /** Hangs up. */
    @Override
    public void close() {
        var open = socket;
        if (open == null) {
            return;
        }
        // The container must not be in the middle of something with it.
        open.getLock().lock();
        try {
            open.close();
        } finally {
            open.getLock().unlock();
        }
    }

    @Override
    public void destroy() {
        // Its owner is told with the end of the connection.
    }

    @Override
    public void setSslSupport(SSLSupport support) {
        // Nobody asks how it is encrypted.
    }

    @Override
    public void pause() {
        // The server's stop ends it.
    }

    @Override
    public void timeoutAsync(long now) {
        // Its writer has a timer.
    }
}
