package leadhub.web.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Eight listeners at a time ask the database, and the next one as soon as one of them has its answer. */
class AskInTurnsTest {
    private static final int TURNS = 8;

    private final OpenStreams streams = new OpenStreams(
            TestServer.get().bean(OpenRequests.class),
            TestServer.get().bean(RequestBody.class),
            100,
            100,
            Duration.ofHours(1));
    private final List<OpenStreams.Stream> asking = new ArrayList<>();

    @BeforeEach
    void all_turns_are_taken() {
        streams.start();
        for (var i = 0; i < TURNS; i++) {
            var stream = streams.begin("192.0.2.1");
            assertThat(stream.takeTurn()).isTrue();
            asking.add(stream);
        }
    }

    @AfterEach
    void stop() {
        asking.forEach(OpenStreams.Stream::close);
        streams.stop();
    }

    @Test
    void who_waits_is_looked_after_when_a_turn_ends() {
        var looks = new AtomicInteger();
        var next = waiting(looks);
        var before = looks.get();
        asking.getFirst().endTurn();
        assertThat(looks.get()).isGreaterThan(before);
        assertThat(next.takeTurn()).isTrue();
    }

    @Test
    void who_has_left_keeps_nobody_waiting() {
        var left = waiting(new AtomicInteger());
        var looks = new AtomicInteger();
        var next = waiting(looks);
        left.close();
        var before = looks.get();
        asking.getFirst().endTurn();
        assertThat(looks.get()).isGreaterThan(before);
        assertThat(next.takeTurn()).isTrue();
    }

    /** Finds no turn free. @param looks how often it was looked after, which it is every second too */
    private OpenStreams.Stream waiting(AtomicInteger looks) {
        var stream = streams.begin("192.0.2.1");
        stream.begin(looks::incrementAndGet);
        assertThat(stream.takeTurn()).isFalse();
        asking.add(stream);
        return stream;
    }
}
