package leadhub.bots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import leadhub.base.ProblemException;
import org.junit.jupiter.api.Test;

/** Whoever writes too much waits, and nobody else. */
class LimitChatsTest {
    private Instant now = Instant.parse("2026-04-29T10:30:00Z");
    private final ChatLimits limits = new ChatLimits(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            60,
            1_000,
            100);

    private static boolean isTaken(Runnable step) {
        try {
            step.run();
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static long taken(int times, java.util.function.IntConsumer step) {
        return IntStream.range(0, times)
                .filter(i -> isTaken(() -> step.accept(i)))
                .count();
    }

    @Test
    void an_address_begins_so_many_an_hour_and_all_of_a_network_are_one() {
        assertThat(taken(100, i -> limits.begin("bot-" + i, "2001:db8:1:2::" + (i + 1))))
                .isEqualTo(60);
        assertThat(isTaken(() -> limits.begin("bot", "2001:db8:1:3::1"))).isTrue();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(isTaken(() -> limits.begin("bot", "2001:db8:1:2::1"))).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(isTaken(() -> limits.begin("bot", "2001:db8:1:2::1"))).isTrue();
    }

    @Test
    void a_visitor_says_so_much_whatever_the_address() {
        assertThat(taken(50, i -> limits.say("bot", 7, "192.0.2." + i))).isEqualTo(20);
        assertThat(isTaken(() -> limits.say("bot", 8, "192.0.2.1"))).isTrue();
    }

    @Test
    void an_address_says_so_much_in_all_its_conversations() {
        assertThat(taken(1_100, i -> limits.say("bot", i, "192.0.2.1"))).isEqualTo(1_000);
        assertThat(isTaken(() -> limits.say("bot", 5_000, "192.0.2.2"))).isTrue();
    }

    @Test
    void a_bot_begins_and_hears_so_much_from_everybody() {
        assertThat(taken(3_100, i -> limits.begin("bot", "10.0." + i / 250 + "." + i % 250)))
                .isEqualTo(3_000);
        assertThat(taken(3_100, i -> limits.say("bot", i, "10.0." + i / 250 + "." + i % 250)))
                .isEqualTo(3_000);
        assertThat(isTaken(() -> limits.say("other", 1, "10.1.0.1"))).isTrue();
    }

    @Test
    void typing_is_told_now_and_then() {
        assertThat(IntStream.range(0, 5).filter(i -> limits.mayType(7))).hasSize(1);
        assertThat(limits.mayType(8)).isTrue();
    }
}
