package leadhub.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.events.EventHorizon.Known;
import leadhub.events.EventHorizon.Mark;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Up to which event nothing is missing, where several look at once. */
class SettleEventsTest {
    private final EventHorizon horizon = new EventHorizon(TestServer.get().bean(EventFeedSql.class));

    @Test
    void a_look_that_was_overtaken_takes_nothing_back() {
        var overtaking = new AtomicReference<Known>();
        var overtaken = horizon.look(() -> {
            var seen = new Mark(10, Set.of("one"));
            overtaking.set(horizon.look(() -> new Mark(20, Set.of())));
            return seen;
        });
        assertThat(overtaking.get()).isEqualTo(new Known(20, 20));
        assertThat(overtaken.settled()).isEqualTo(20);
        assertThat(horizon.look(() -> new Mark(30, Set.of("two"))).settled()).isEqualTo(20);
    }

    @Test
    void a_look_that_was_overtaken_says_nothing_of_what_was_seen_meanwhile() {
        var overtaken = horizon.look(() -> {
            // Nobody was writing any more who wrote before; then somebody began.
            var seen = new Mark(20, Set.of("old"));
            horizon.look(() -> new Mark(20, Set.of("new")));
            return seen;
        });
        // That the one isn't the other tells nothing, for the new one was seen after the old one.
        assertThat(overtaken.settled()).isZero();
    }

    @Test
    void once_nobody_writes_any_more_who_wrote_then_nothing_is_missing() {
        horizon.look(() -> new Mark(10, Set.of("one", "two")));
        assertThat(horizon.look(() -> new Mark(15, Set.of("two"))).settled()).isZero();
        assertThat(horizon.look(() -> new Mark(20, Set.of("three"))).settled()).isEqualTo(15);
    }

    @Test
    void another_database_in_the_place_of_the_one_before_starts_over() {
        horizon.look(() -> new Mark(10, Set.of()));
        assertThat(horizon.look(() -> new Mark(3, Set.of("one")))).isEqualTo(new Known(0, 3));
    }
}
