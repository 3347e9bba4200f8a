package leadhub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.webhooks.WebhookEvents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody on this machine who is told of events, and answers as a test wants. */
public final class Receiver implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ServerSocket listening;
    private final List<Socket> peers = new CopyOnWriteArrayList<>();
    private final List<Request> heard = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final boolean isForgetful;
    private volatile Behaviour behaviour;

    /** One request. */
    public record Request(String line, Map<String, String> headers, String body, Instant at) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        public JsonNode json() {
            return MAPPER.readTree(body);
        }

        /** A text in the body by its path. */
        public String text(String path) {
            return json().at("/" + path.replace('.', '/')).asString();
        }
    }

    /** What it does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Request request, Socket peer) throws IOException, InterruptedException;
    }

    private Receiver(Behaviour behaviour, boolean isForgetful) {
        this.behaviour = behaviour;
        this.isForgetful = isForgetful;
        try {
            this.listening = Ports.listen(500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Takes whatever it is told. */
    public static Receiver willing() {
        return answering(204);
    }

    public static Receiver answering(int status, String... headers) {
        return new Receiver(status(status, headers), false);
    }

    public static Receiver doing(Behaviour behaviour) {
        return new Receiver(behaviour, false);
    }

    /** Takes whatever it is told, and only counts it: there may be more than fits into memory. */
    public static Receiver counting() {
        return new Receiver(status(204), true);
    }

    /** An answer without a body. */
    public static Behaviour status(int status, String... headers) {
        var head = "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
        return saying(head);
    }

    /** A whole answer, as it is. */
    public static Behaviour saying(String answer) {
        return (request, peer) -> peer.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void become(Behaviour other) {
        behaviour = other;
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/hook";
    }

    /** All requests until now in the order in which they came. */
    public List<Request> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** How many requests have come. */
    public int count() {
        return count.get();
    }

    /** Waits for so many requests. */
    public List<Request> await(int count) {
        Await.until(() -> this.count.get() >= count);
        return heard();
    }

    private void accept() {
        while (true) {
            try {
                var peer = listening.accept();
                peers.add(peer);
                Thread.ofVirtual().start(() -> serve(peer));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            var request = read(peer.getInputStream());
            if (!isForgetful) {
                synchronized (heard) {
                    heard.add(request);
                }
            }
            count.incrementAndGet();
            behaviour.answer(request, peer);
        } catch (IOException | InterruptedException e) {
            // The other side hung up.
        } finally {
            peers.remove(peer);
        }
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var read = in.read();
            if (read < 0) {
                throw new IOException("No request");
            }
            head.append((char) read);
        }
        var lines = head.toString().split("\r\n");
        var headers = new TreeMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Request(lines[0], headers, body, Instant.now());
    }

    /** What it was told has to be what the API's file says of events. */
    private void check() {
        var checked = new HashSet<String>();
        for (var request : heard()) {
            var event = request.header("X-LeadHub-Event");
            if (WebhookEvents.ALL.contains(event) && checked.add(request.body())) {
                Contract.load().checkDelivery(request.header("webhook-id"), event, request.body());
            }
        }
    }

    /** @throws AssertionError if something that it was told breaks the contract */
    @Override
    public void close() {
        hangUp();
        check();
    }

    private void hangUp() {
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
