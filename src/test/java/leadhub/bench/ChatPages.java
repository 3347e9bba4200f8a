package leadhub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The visitors' pages, each of which listens to its conversation; one whose stream ends doesn't come again, so that it shows. */
final class ChatPages implements AutoCloseable {
    private static final Pattern SAID = Pattern.compile("\"content\":\"bench ([0-9]+)\"");

    private final ChatTimes times;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean isOver;

    ChatPages(ChatTimes times) {
        this.times = times;
    }

    /** Listens until it is closed. */
    void listen(ServerChild server, List<ChatServers.Talk> talks) throws IOException {
        for (var talk : talks) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            socket.getOutputStream().write(talk.get("/stream"));
            var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024);
            var status = String.valueOf(lines.readLine());
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("After " + (sockets.size() - 1) + " streams one was refused: " + status);
            }
            Thread.ofVirtual().start(() -> hear(lines));
        }
    }

    private void hear(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // It has ended, as it has without one.
        }
        if (!isOver) {
            ended.incrementAndGet();
        }
    }

    private void hear(String line) {
        var said = SAID.matcher(line);
        if (line.startsWith("data:") && said.find()) {
            var message = Integer.parseInt(said.group(1));
            // A page is told what its own visitor has said, too.
            if (!times.plan().isVisitors(message)) {
                times.heard(message);
            }
        }
    }

    /** How many of them the server has ended. */
    int ended() {
        return ended.get();
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        for (var socket : sockets) {
            socket.close();
        }
    }
}
