package leadhub.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets that take so many bytes from the other side and no more, for the mail library reads lines of any length. */
final class BoundedSockets extends SocketFactory {
    private final int mostBytes;

    BoundedSockets(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Socket createSocket() {
        return new Bounded(mostBytes);
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
        private int left;

        Bounded(int mostBytes) {
            this.left = mostBytes;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    return count(super.read(), 1);
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    var read = super.read(bytes, offset, length);
                    return count(read, read);
                }
            };
        }

        private int count(int result, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("The mail server says too much.");
            }
            return result;
        }
    }
}
