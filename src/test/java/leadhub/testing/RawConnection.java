package leadhub.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection byte by byte, for what a proper client can't send or wouldn't do. Text is sent as ISO 8859-1. */
public final class RawConnection implements Closeable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** Connects to where a server listens. */
    public static RawConnection to(String origin) {
        try {
            var uri = URI.create(origin);
            var socket = new Socket(uri.getHost(), uri.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of somebody for whom the kernel keeps little, so that an answer isn't over before it is read. */
    public static RawConnection withSmallBuffer(String origin) {
        try {
            var uri = URI.create(origin);
            var socket = new Socket();
            socket.setReceiveBufferSize(8_192);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same from another address of this machine, such as 127.0.0.2. */
    public static RawConnection from(String address, String origin) throws IOException {
        var uri = URI.create(origin);
        var socket = new Socket(uri.getHost(), uri.getPort(), InetAddress.ofLiteral(address), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawConnection(socket);
    }

    /** Sends text as it is. */
    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends bytes as they are. */
    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends text; false if the server has hung up. */
    public boolean offer(String text) {
        try {
            send(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that nothing more is sent. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits until the first bytes of an answer are there, and reads none. */
    public void awaitAnswer() {
        Await.until(() -> socket.getInputStream().available() > 0);
    }

    /** Reads one answer. */
    public ApiAnswer answer() throws IOException {
        var in = socket.getInputStream();
        var statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("No answer but '" + statusLine + "'");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        var status = Integer.parseInt(statusLine.substring(9, 12));
        return new ApiAnswer(status, headers, new String(body(in, headers), StandardCharsets.UTF_8));
    }

    /** Reads all that is still to come, until the server hangs up. */
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the server hangs up, rather than leave the connection open and silent for half a minute. */
    public boolean isHungUp() throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            var length = headers.getOrDefault("content-length", List.of("0")).getFirst();
            return in.readNBytes(Integer.parseInt(length));
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server hung up after '" + line + "'");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
