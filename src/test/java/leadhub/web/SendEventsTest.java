package leadhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.web.intake.OpenStreams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class SendEventsTest {
    /** Those that there are at first, and one of which it is told later. */
    private static final class Given implements EventSource {
        private final LinkedList<ServerEvent> events;
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Runnable told = () -> {};
        private volatile boolean isOver;

        Given(ServerEvent... events) {
            this.events = new LinkedList<>(Arrays.asList(events));
        }

        @Override
        public @Nullable ServerEvent next() {
            var next = events.poll();
            isOver = next != null && next.name().equals("end");
            return next;
        }

        @Override
        public void onNews(Runnable told) {
            this.told = told;
        }

        @Override
        public boolean isOver() {
            return isOver;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void lines_of_data_begin_no_other_field() throws Exception {
        assertThat(sent(new Given(
                        new ServerEvent(null, "message", "a\r\nid: 9\revent: x\n"), new ServerEvent("1", "end", "{}"))))
                .isEqualTo("retry: 2000\n\nevent: message\ndata: a\ndata: id: 9\ndata: event: x\ndata: \n\n"
                        + "id: 1\nevent: end\ndata: {}\n\n");
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
        send(given, full);
        assertThat(given.events).containsExactly(new ServerEvent("3", "message", "three"));
        // Whoever was dropped isn't sent anything more.
        given.told.run();
        assertThat(given.events).hasSize(1);
    }

    @Test
    void nothing_is_asked_for_on_behalf_of_a_client_that_has_hung_up() throws Exception {
        var given = new Given();
        var out = new Closing();
        var stream =
                new EventStream(TestServer.get().bean(OpenStreams.class).begin("192.0.2.1"), given, out, "/stream");
        stream.begin();
        stream.end();
        // News that were on their way.
        given.events.add(new ServerEvent("1", "message", "one"));
        given.told.run();
        assertThat(out.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(given.events).hasSize(1);
    }

    private static final class Closing extends ByteArrayOutputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static String sent(Given source) throws Exception {
        var out = new ByteArrayOutputStream();
        send(source, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Sends until it is over, and the place is free again. */
    private static void send(Given source, OutputStream out) throws Exception {
        var streams = TestServer.get().bean(OpenStreams.class);
        var before = streams.count();
        new EventStream(streams.begin("192.0.2.1"), source, out, "/stream").begin();
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
        // Those of other tests may end meanwhile.
        Await.until(() -> streams.count() <= before);
    }
}
