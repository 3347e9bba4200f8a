package leadhub.bench;

import java.util.Locale;

/** Tells whoever waits how far it is. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String line) {
        System.err.printf(Locale.ROOT, "%5.0f s  %s%n", (System.nanoTime() - START) / 1e9, line);
    }
}
