package leadhub.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import leadhub.testing.Ports;

/** A server on the other side that says whatever a test wants, to whoever connects. */
final class OtherSide implements AutoCloseable {
    private final ServerSocket listening;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> peers = new CopyOnWriteArrayList<>();

    /** What it does with somebody who has connected. */
    @FunctionalInterface
    interface Speech {
        void say(Socket peer) throws IOException, InterruptedException;
    }

    private OtherSide(ServerSocket listening) {
        this.listening = listening;
    }

    /** Says this to whoever connects, and listens to nothing. */
    static OtherSide blurting(String words) {
        var other = new OtherSide(socket());
        Thread.ofVirtual()
                .start(() -> other.accept(peer -> {
                    peer.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                    peer.getInputStream().readAllBytes();
                }));
        return other;
    }

    /** Reads the head of a request and answers with these bytes, then hangs up. */
    static OtherSide answering(String answer) {
        return OtherSide.speaking(peer -> peer.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Reads the head of a request, and then does something. */
    static OtherSide speaking(Speech speech) {
        return speaking(socket(), speech);
    }

    static OtherSide speaking(ServerSocket socket, Speech speech) {
        var other = new OtherSide(socket);
        Thread.ofVirtual()
                .start(() -> other.accept(peer -> {
                    other.heard.add(head(peer));
                    speech.say(peer);
                }));
        return other;
    }

    private static ServerSocket socket() {
        try {
            return Ports.listen(50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Speech speech) {
        while (true) {
            try {
                var peer = listening.accept();
                peers.add(peer);
                Thread.ofVirtual().start(() -> serve(peer, speech));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket peer, Speech speech) {
        try (peer) {
            speech.say(peer);
        } catch (IOException | InterruptedException e) {
            // We have hung up, as we should.
        }
    }

    private static String head(Socket peer) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var read = peer.getInputStream().read();
            if (read < 0) {
                break;
            }
            head.append((char) read);
        }
        return head.toString();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The heads of all requests. */
    List<String> heard() {
        return heard;
    }

    /** How many have connected. */
    int connections() {
        return peers.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var peer : peers) {
                peer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
