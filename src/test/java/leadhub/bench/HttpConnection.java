package leadhub.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection over a blocking socket: as little client as there can be, for it shares the
 * machine's cores with the server that it measures.
 */
public final class HttpConnection implements AutoCloseable {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int bodyStart;

    public HttpConnection(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request, reads the whole answer and returns its status. */
    public int send(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        bodyStart = 0;
        while (bodyStart == 0) {
            var from = Math.max(0, filled - 3);
            fill();
            bodyStart = endOfHead(from);
        }
        var status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
        var length = contentLength();
        if (length < 0) {
            readChunks();
            return status;
        }
        while (filled < bodyStart + length) {
            fill();
        }
        return status;
    }

    /** The body of the last answer. */
    public String body() {
        return new String(buffer, bodyStart, filled - bodyStart, StandardCharsets.UTF_8);
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        }
        var count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            throw new EOFException("The server closed the connection.");
        }
        filled += count;
    }

    private int endOfHead(int from) {
        for (var i = from; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return 0;
    }

    private int contentLength() {
        for (var i = 12; i < bodyStart; i++) {
            if (buffer[i - 1] == '\n' && startsWith(i)) {
                var length = 0;
                for (var j = i + CONTENT_LENGTH.length; buffer[j] != '\r'; j++) {
                    length = buffer[j] == ' ' ? length : length * 10 + buffer[j] - '0';
                }
                return length;
            }
        }
        return -1;
    }

    private boolean startsWith(int at) {
        for (var i = 0; i < CONTENT_LENGTH.length; i++) {
            if ((buffer[at + i] | 0x20) != (CONTENT_LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the chunks together where they lie. */
    private void readChunks() throws IOException {
        var write = bodyStart;
        var read = bodyStart;
        while (true) {
            var size = 0;
            int c;
            while ((c = at(read++)) != '\r') {
                size = size * 16 + Character.digit(c, 16);
            }
            read++;
            at(read + size + 1);
            System.arraycopy(buffer, read, buffer, write, size);
            write += size;
            read += size + 2;
            if (size == 0) {
                filled = write;
                return;
            }
        }
    }

    private int at(int index) throws IOException {
        while (filled <= index) {
            fill();
        }
        return buffer[index];
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
