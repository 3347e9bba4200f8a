package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EarlyCollectionTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int DONE = 0;
    private static final int STILL_THERE = 1;

    /** In a process of its own, whose heap nobody else uses. */
    @Test
    void what_nobody_needs_any_more_is_collected_before_the_heap_is_full() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Xmn8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EarlyCollectionTest.class.getName())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(DONE);
    }

    /** Makes 60 MiB of objects that live until eight more are there, too long to be young ones; 88 may be old. */
    public static void main(String... arguments) {
        EarlyCollection.begin();
        var needed = new byte[8][];
        for (var i = 0; i < 60; i++) {
            needed[i % needed.length] = new byte[MEBIBYTE];
        }
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (oldMebibytes() > 40 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        System.exit(oldMebibytes() > 40 ? STILL_THERE : DONE);
    }

    private static long oldMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Tenured Gen"))
                .mapToLong(pool -> pool.getUsage().getUsed() / MEBIBYTE)
                .sum();
    }
}
