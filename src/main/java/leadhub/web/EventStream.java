package leadhub.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import leadhub.web.intake.OpenStreams;
import org.jspecify.annotations.Nullable;

/**
 * Sends server-sent events until there are no more, the client is gone, or the server stops. A client that doesn't read is
 * gone when nothing could be sent for as long as it may be silent; nothing is buffered for it.
 */
public final class EventStream {
    /** Often enough for proxies that close what is silent for half a minute. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** What a client waits before it comes again. */
    private static final String BEGIN = "retry: 2000\n\n";

    private static final String COMMENT = ":\n\n";

    private final OpenStreams.Stream stream;
    private final OutputStream out;

    public EventStream(OpenStreams.Stream stream, OutputStream out) {
        this.stream = stream;
        this.out = out;
    }

    /** Sends all there is; throws when the client is gone. */
    public void send(EventSource source) throws IOException {
        write(BEGIN);
        while (!source.isOver() && stream.await()) {
            @Nullable ServerEvent event;
            try {
                event = source.next(HEARTBEAT);
            } catch (InterruptedException e) {
                // The server is about to stop; the client comes again, to another one.
                return;
            } finally {
                stream.resume();
            }
            write(event == null ? COMMENT : event.text());
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
