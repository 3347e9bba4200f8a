package leadhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
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

    private static String sent(EventSource source) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var stream = TestServer.get().bean(OpenStreams.class).begin("192.0.2.1")) {
            new EventStream(stream, out).send(source);
        }
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
