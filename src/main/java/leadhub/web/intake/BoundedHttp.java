package leadhub.web.intake;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP, where the head of a request has to come in time too (by itself it waits anew for every byte, so that a
 * client could hold a connection for days), and where requests and connections have limits. Made by its name.
 *
 * <p>Limits: a head has as long as a client may be silent, and up to half as long again until somebody looks.
 */
public final class BoundedHttp extends Http11NioProtocol {
    private static final Logger log = LoggerFactory.getLogger(BoundedHttp.class);

    private static final long UNKNOWN = -1;

    private final BoundedEndpoint endpoint;
    private @Nullable ScheduledFuture<?> looking;

    public BoundedHttp() {
        this(new BoundedEndpoint());
    }

    private BoundedHttp(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Sets the limits, before it starts. */
    void bound(BoundedEndpoint.Bounds bounds) {
        endpoint.bound(bounds);
        endpoint.setHandler(new CountingHandler(getHandler(), bounds.requests()));
    }

    @Override
    public void start() throws Exception {
        super.start();
        var pause = Math.max(100, getConnectionTimeout() / 2);
        looking = getUtilityExecutor().scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    /** Takes no more connections after those that clients have made already. */
    void leave() {
        endpoint.leave();
    }

    /**
     * Lets connections end on which nothing is under way; how many there are still. What has arrived on one is read first, and
     * a new one is given time for its first request, so that no request that was on its way is met by a reset.
     *
     * @param silentMillis how long a connection has to have been silent
     */
    int endIdle(long silentMillis) {
        var connections = getEndpoint().getConnections();
        var latest = System.currentTimeMillis() - silentMillis;
        connections.forEach(connection -> endIfIdle(connection, latest));
        return connections.size();
    }

    private static void endIfIdle(SocketWrapperBase<?> connection, long latest) {
        // Whoever reads or answers a request holds the lock.
        if (!(connection instanceof NioSocketWrapper known)
                || known.getLastRead() > latest
                || connection.getCurrentProcessor() != null
                || !connection.getLock().tryLock()) {
            return;
        }
        try {
            if (connection.getSocket() instanceof NioChannel channel && channel.getIOChannel() != null) {
                OpenRequest.endInput(channel.getIOChannel());
            }
        } finally {
            connection.getLock().unlock();
        }
    }

    private void look() {
        getEndpoint().getConnections().stream().filter(this::isLate).forEach(SocketWrapperBase::close);
        endpoint.forgetClosed();
    }

    /** A connection keeps its processor only while half a head is there and nobody works on it. */
    private boolean isLate(SocketWrapperBase<?> connection) {
        if (!(connection.getCurrentProcessor() instanceof Processor processor)
                || processor.isAsync()
                || processor.isUpgrade()
                || processor.getRequest() == null) {
            return false;
        }
        var begun = processor.getRequest().getStartTimeNanos();
        return begun != UNKNOWN && System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
    }

    /** Tells {@link OpenRequests} of every request, around what the container does with it. */
    private record CountingHandler(Handler<NioChannel> container, OpenRequests requests)
            implements Handler<NioChannel> {
        @Override
        public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            var request = requests.enter(connection);
            OpenRequest.current(request);
            try {
                return container.process(connection, event);
            } catch (Error e) {
                // The container lets the worst pass, and would leave the connection open.
                log.error("A connection is closed after an error", e);
                return SocketState.CLOSED;
            } finally {
                OpenRequest.current(null);
                requests.leave(connection, request);
            }
        }

        @Override
        public Object getGlobal() {
            return container.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> connection) {
            try {
                requests.forget(connection);
            } finally {
                container.release(connection);
            }
        }

        @Override
        public void pause() {
            container.pause();
        }

        @Override
        public void recycle() {
            container.recycle();
        }
    }
}
