package leadhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedList;
import leadhub.testing.TestServer;
import leadhub.web.intake.OpenStreams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class SendEventsTest {
    private static final ServerEvent SILENCE = new ServerEvent(null, "silence", "");

    private static final class Given implements EventSource {
        private final LinkedList<ServerEvent> events;

        Given(ServerEvent... events) {
            this.events = new LinkedList<>(Arrays.asList(events));
        }

        @Override
        public @Nullable ServerEvent next(Duration patience) {
            assertThat(patience).isEqualTo(EventStream.HEARTBEAT);
            var next = events.removeFirst();
            return next.equals(SILENCE) ? null : next;
        }

        @Override
        public boolean isOver() {
            return events.isEmpty();
        }
    }

    @Test
    void silence_is_filled_with_a_heartbeat() throws Exception {
        assertThat(sent(new Given(SILENCE, new ServerEvent("1", "status", "{}"), SILENCE)))
                .isEqualTo("retry: 2000\n\n:\n\nid: 1\nevent: status\ndata: {}\n\n:\n\n");
    }

    @Test
    void lines_of_data_begin_no_other_field() throws Exception {
        assertThat(sent(new Given(new ServerEvent(null, "message", "a\r\nid: 9\revent: x\n"))))
                .isEqualTo("retry: 2000\n\nevent: message\ndata: a\ndata: id: 9\ndata: event: x\ndata: \n\n");
        assertThatThrownBy(() -> new ServerEvent("1\ndata: x", "message", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServerEvent("1", "message\r", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_asked_for_on_behalf_of_a_client_that_does_not_read() throws Exception {
        var given = new Given(
                new ServerEvent("1", "message", "one"),
                new ServerEvent("2", "message", "two"),
                new ServerEvent("3", "message", "three"));
        var full = new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("Events are written as a whole.");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (new String(bytes, StandardCharsets.UTF_8).contains("two")) {
                    throw new IOException("The buffers of both sides are full.");
                }
            }
        };
        try (var stream = TestServer.get().bean(OpenStreams.class).begin("192.0.2.1")) {
            assertThatThrownBy(() -> new EventStream(stream, full).send(given)).isInstanceOf(IOException.class);
        }
        assertThat(given.events).containsExactly(new ServerEvent("3", "message", "three"));
    }

    private static String sent(EventSource source) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var stream = TestServer.get().bean(OpenStreams.class).begin("192.0.2.1")) {
            new EventStream(stream, out).send(source);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
