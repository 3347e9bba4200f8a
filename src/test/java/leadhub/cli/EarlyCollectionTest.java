package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class EarlyCollectionTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int DONE = 0;
    private static final int STILL_THERE = 1;

    @Test
    void what_nobody_needs_any_more_is_collected_before_the_heap_is_full() throws Exception {
        assertThat(run(0)).isEqualTo(DONE);
    }

    @Test
    void so_it_is_once_most_of_the_heap_was_needed_for_a_while() throws Exception {
        assertThat(run(72)).isEqualTo(DONE);
    }

    /** In a process of its own, whose heap nobody else uses. */
    private static int run(int neededFirst) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Xmn8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EarlyCollectionTest.class.getName(),
                        Integer.toString(neededFirst))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Makes 60 MiB of objects that live until eight more are there, too long to be young ones; 88 may be old. */
    public static void main(String... arguments) {
        EarlyCollection.begin();
        need(Integer.parseInt(arguments[0]));
        make(8, 60);
        System.exit(within(() -> old().getUsage().getUsed() <= 40L * MEBIBYTE) ? DONE : STILL_THERE);
    }

    /** Until nothing more is collected early. */
    private static void need(int mebibytes) {
        if (mebibytes > 0) {
            var needed = make(mebibytes, mebibytes);
            within(() -> old().getUsageThreshold() == old().getUsage().getMax());
            Reference.reachabilityFence(needed);
        }
    }

    private static byte[][] make(int needed, int count) {
        var objects = new byte[needed][];
        for (var i = 0; i < count; i++) {
            objects[i % needed] = new byte[MEBIBYTE];
        }
        return objects;
    }

    private static boolean within(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static MemoryPoolMXBean old() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Tenured Gen"))
                .findFirst()
                .orElseThrow();
    }
}
