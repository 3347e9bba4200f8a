package leadhub.web.intake;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's listening socket, with a limit of connections in all that keeps nobody waiting outside (a newcomer takes the place of
 * the one that does least), and a limit for each address. {@link OpenStreams} have their own.
 */
final class BoundedEndpoint extends NioEndpoint {
    private @Nullable Bounds bounds;
    private volatile boolean isLeaving;

    /** @param most connections in all, beside those of streams */
    record Bounds(int most, ConnectionsPerAddress perAddress, OpenRequests requests) {}

    void bound(Bounds chosen) {
        bounds = chosen;
    }

    /** Now and then. */
    void forgetClosed() {
        if (bounds != null) {
            bounds.perAddress.forgetClosed();
        }
    }

    /** Takes no more connections after those that clients have made already. */
    void leave() {
        isLeaving = true;
        closeServerSocketGraceful();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (bounds == null || bounds.perAddress.admit(socket) && hasRoom(bounds)) {
            return super.setSocketOptions(socket);
        }
        super.destroySocket(socket);
        return false;
    }

    /** What the container took while it was being stopped is served; its client would see a reset. */
    @Override
    protected void destroySocket(SocketChannel socket) {
        if (!isLeaving) {
            super.destroySocket(socket);
        } else {
            serve(socket);
        }
    }

    /** The system has taken connections that nobody accepted yet; closing would reset them. */
    @Override
    protected void doCloseServerSocket() throws IOException {
        if (isLeaving && getServerSocket() instanceof ServerSocketChannel listening && listening.isOpen()) {
            listening.configureBlocking(false);
            for (var waiting = listening.accept(); waiting != null; waiting = listening.accept()) {
                serve(waiting);
            }
        }
        super.doCloseServerSocket();
    }

    private void serve(SocketChannel socket) {
        if (!setSocketOptions(socket)) {
            super.destroySocket(socket);
        }
    }

    private boolean hasRoom(Bounds chosen) {
        return connections.size() - chosen.requests.streams() < chosen.most
                || chosen.requests.shed(false)
                || shedIdle(chosen.requests)
                || chosen.requests.shed(true);
    }

    /** Ends the connection that has been silent longest between two requests, or before its first. */
    private boolean shedIdle(OpenRequests requests) {
        return connections.values().stream()
                .filter(connection -> !requests.isOpen(connection))
                .filter(NioSocketWrapper.class::isInstance)
                .map(NioSocketWrapper.class::cast)
                .filter(connection -> isEndless(connection.getSocket()))
                .min(Comparator.comparingLong(NioSocketWrapper::getLastRead))
                .map(SocketWrapperBase::getSocket)
                .map(NioChannel::getIOChannel)
                .filter(OpenRequest::endInput)
                .isPresent();
    }

    /** Whether it wasn't ended already. */
    private static boolean isEndless(@Nullable NioChannel channel) {
        return channel != null
                && channel.getIOChannel() != null
                && !channel.getIOChannel().socket().isInputShutdown();
    }
}
