package leadhub.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import leadhub.outside.AddressNotAllowed;
import leadhub.outside.BoundedInput;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Makes sockets that connect to allowed addresses only, and take so many bytes from the other side and no more, for the
 * mail library reads lines of any length.
 */
public final class BoundedSockets extends SocketFactory {
    private final int mostBytes;
    private final InetAddressFilter allowed;

    public BoundedSockets(int mostBytes, InetAddressFilter allowed) {
        this.mostBytes = mostBytes;
        this.allowed = allowed;
    }

    @Override
    public Socket createSocket() {
        return new Bounded(mostBytes, allowed);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("Sockets are connected with a deadline.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private static final class Bounded extends Socket {
        private final InetAddressFilter allowed;
        private final int mostBytes;
        private @Nullable InputStream input;

        Bounded(int mostBytes, InetAddressFilter allowed) {
            this.mostBytes = mostBytes;
            this.allowed = allowed;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        /** Here the name has become the address that is dialled. */
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress peer
                    && peer.getAddress() != null
                    && !allowed.matches(peer.getAddress())) {
                throw new AddressNotAllowed();
            }
            super.connect(endpoint, timeout);
        }

        /** The same each time, so that a connection that turns to TLS midway is counted on. */
        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                input = new BoundedInput(
                        super.getInputStream(), mostBytes, () -> new IOException("The mail server says too much."));
            }
            return input;
        }
    }
}
