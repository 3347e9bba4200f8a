package leadhub.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between two programs and does to their connections what networks do: cuts, stops for a while, or swallows. */
public final class TcpProxy implements Closeable {
    private final ServerSocket listening;
    private final String host;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        /** Accepts, and passes nothing on until it is open again. */
        PAUSED,
        /** Hangs up at once. */
        CUT
    }

    /** Two sockets that belong together; once lost, nothing gets through however long they stay open. */
    private static final class Link {
        private final Socket near;
        private final Socket far = new Socket();
        private volatile boolean lost;

        Link(Socket near) {
            this.near = near;
        }

        void close() {
            try (near;
                    far) {
                // Both.
            } catch (IOException e) {
                // Closed enough.
            }
        }
    }

    private TcpProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listening = Ports.listen(200);
        Thread.ofVirtual().start(this::accept);
    }

    /** One on a free port of its own. */
    public static TcpProxy to(String host, int port) {
        try {
            return new TcpProxy(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Breaks all connections, and every new one at once. */
    public void cut() {
        become(State.CUT);
        links.forEach(Link::close);
    }

    /** Falls silent without closing anything; what is sent meanwhile comes later. */
    public void pause() {
        become(State.PAUSED);
    }

    /** The connections there are get nothing through any more, as if the machine behind them was gone. */
    public void swallow() {
        links.forEach(link -> link.lost = true);
        become(state);
    }

    /** Works again, for connections that were neither cut nor swallowed. */
    public void open() {
        become(State.OPEN);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var link = new Link(listening.accept());
                if (state == State.CUT) {
                    link.close();
                    continue;
                }
                links.add(link);
                Thread.ofVirtual().start(() -> connect(link));
            } catch (IOException e) {
                // Closed, or the peer was quicker.
            }
        }
    }

    private void connect(Link link) {
        try {
            awaitOpen();
            link.far.connect(new java.net.InetSocketAddress(host, port));
            link.far.setTcpNoDelay(true);
            link.near.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(link, link.near, link.far));
            pass(link, link.far, link.near);
        } catch (IOException e) {
            end(link);
        }
    }

    private void pass(Link link, Socket from, Socket to) {
        var buffer = new byte[16 * 1024];
        try {
            var in = from.getInputStream();
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitOpen();
                if (!link.lost) {
                    to.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // The end of this link.
        }
        if (!link.lost) {
            end(link);
        }
    }

    private void end(Link link) {
        links.remove(link);
        link.close();
    }

    private void awaitOpen() {
        lock.lock();
        try {
            while (state == State.PAUSED) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
