package leadhub.bench;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Eight digits that were in no lead before: they make e-mail, name and phone number of a new one. */
final class Tokens {
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000, 90_000_000));

    private Tokens() {}

    static String next() {
        return Integer.toString(NEXT.getAndIncrement());
    }
}
