package leadhub.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands before a mailbox, hears what is said line by line, and does what bad mail servers do. */
public final class ImapWire implements Closeable {
    /** As Google's documentation has it. */
    public static final String CHALLENGE =
            "eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWlsLmdvb2dsZS5jb20vIn0K";

    private static final Pattern PART = Pattern.compile("BODY\\.PEEK\\[\\]<[0-9]+\\.([0-9]{1,9})>");

    private final ServerSocket listening;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger idles = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean isWithoutIdle;
    private volatile boolean isSilent;

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger mostAsked = new AtomicInteger();
    private volatile boolean isChallenging;

    /** What breaks a connection when the server says it; "" for nothing. */
    private volatile String poison = "";

    private static final class Link {
        private final Socket near;
        private final Socket far;
        private volatile boolean isIdle;
        private volatile boolean signsIn;
        /** What its server said of a token, until the client has answered the challenge; "" for nothing. */
        private volatile String refusal = "";

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
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

    private ImapWire(int port) throws IOException {
        this.port = port;
        this.listening = Ports.listen(50);
        Thread.ofVirtual().start(this::accept);
    }

    public static ImapWire to(ImapMailbox mailbox) {
        try {
            return new ImapWire(mailbox.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections wait for messages. */
    public long idle() {
        return links.stream().filter(link -> link.isIdle).count();
    }

    /** How often one has begun to. */
    public int idles() {
        return idles.get();
    }

    /** How often one has ended it to begin anew. */
    public int ends() {
        return ends.get();
    }

    /** Its server doesn't say that it can tell of messages. */
    public void hideIdle() {
        isWithoutIdle = true;
    }

    /** Its server says by a challenge why it refuses a token, and refuses it once that is answered (Google's XOAUTH2). */
    public void challenge() {
        isChallenging = true;
    }

    /** What challenges were answered with. */
    public List<String> answers() {
        return List.copyOf(answers);
    }

    /** The most bytes of a message that were asked for at once. */
    public int mostAsked() {
        return mostAsked.get();
    }

    /** Hangs up each time when its server is about to say something. */
    public void breakAt(String text) {
        poison = text;
    }

    /** Nothing more is heard of the server where it is waited for. */
    public void fallSilent() {
        isSilent = true;
    }

    public void speak() {
        isSilent = false;
    }

    /** Hangs up where it is waited for, as polite servers do or as networks do. */
    public void hangUp(boolean isPolite) {
        links.stream().filter(link -> link.isIdle).forEach(link -> {
            try {
                if (isPolite) {
                    say(link.near, "* BYE gone for today");
                }
            } catch (IOException e) {
                // It is gone already.
            }
            link.close();
        });
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var near = listening.accept();
                var link = new Link(near, new Socket(InetAddress.getLoopbackAddress(), port));
                links.add(link);
                Thread.ofVirtual().start(() -> pass(link, link.near, link.far));
                Thread.ofVirtual().start(() -> pass(link, link.far, link.near));
            } catch (IOException e) {
                // Closed, or the mailbox is.
            }
        }
    }

    private void pass(Link link, Socket from, Socket to) {
        try {
            var bytes = new BufferedInputStream(from.getInputStream());
            for (var raw = raw(bytes); !raw.isEmpty(); raw = raw(bytes)) {
                var line = raw.strip();
                var isOfClient = from == link.near;
                if (isOfClient && !link.refusal.isEmpty()) {
                    answers.add(line);
                    say(from, link.refusal);
                    link.refusal = "";
                    continue;
                }
                if (!isOfClient && isChallenging && link.signsIn && line.contains(" NO ")) {
                    link.refusal = line;
                    say(to, "+ " + CHALLENGE);
                    continue;
                }
                if (isOfClient) {
                    hear(link, line);
                } else if (!poison.isEmpty() && line.contains(poison)) {
                    break;
                }
                if (isOfClient || !isSilent || !link.isIdle) {
                    write(to, isWithoutIdle ? raw.replace(" IDLE", "") : raw);
                }
            }
        } catch (IOException e) {
            // The end of this link.
        }
        links.remove(link);
        link.close();
    }

    /** With its end as it came, for of a message that comes in pieces each byte counts; empty at the end. */
    private static String raw(InputStream bytes) throws IOException {
        var raw = new ByteArrayOutputStream();
        for (var next = bytes.read(); next >= 0; next = bytes.read()) {
            raw.write(next);
            if (next == '\n') {
                break;
            }
        }
        return raw.toString(StandardCharsets.ISO_8859_1);
    }

    private void hear(Link link, String line) {
        var part = PART.matcher(line);
        if (part.find()) {
            mostAsked.accumulateAndGet(Integer.parseInt(part.group(1)), Math::max);
        }
        link.signsIn = line.contains(" AUTHENTICATE ");
        if (line.endsWith(" IDLE")) {
            link.isIdle = true;
            idles.incrementAndGet();
        } else if (line.equals("DONE")) {
            link.isIdle &= isSilent;
            ends.incrementAndGet();
        }
    }

    private static void say(Socket to, String line) throws IOException {
        write(to, line + "\r\n");
    }

    private static void write(Socket to, String raw) throws IOException {
        to.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::close);
    }
}
