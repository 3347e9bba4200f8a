package leadhub.api;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP, where the head of a request has to come in time too: by itself it waits anew for every byte, so that a
 * client could hold a connection for days. Made by its name.
 *
 * <p>Limits: a head has as long as a client may be silent, and up to half as long again until somebody looks.
 */
public final class BoundedHttp extends Http11NioProtocol {
    private static final long UNKNOWN = -1;

    private @Nullable ScheduledFuture<?> looking;

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

    /** Closes connections on which nothing is under way; how many others there are. */
    int closeIdle() {
        var busy = 0;
        for (var connection : getEndpoint().getConnections()) {
            // Whoever reads or answers a request holds the lock.
            if (connection.getCurrentProcessor() != null
                    || !connection.getLock().tryLock()) {
                busy++;
                continue;
            }
            try {
                connection.close();
            } finally {
                connection.getLock().unlock();
            }
        }
        return busy;
    }

    private void look() {
        getEndpoint().getConnections().stream().filter(this::isLate).forEach(SocketWrapperBase::close);
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
}
