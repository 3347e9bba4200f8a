package leadhub.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Eight digits that were in no lead before: they make e-mail, name and phone number of a new one. */
final class Tokens {
    private static final Set<String> RESERVED = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000, 90_000_000));

    private Tokens() {}

    static String next() {
        return Integer.toString(NEXT.getAndIncrement());
    }

    /** Digits that searches look for: the bare side must not write them, for it can't make a search's index entries. */
    static void reserve(Iterable<String> searches) {
        for (var search : searches) {
            if (search.matches("[0-9]+")) {
                RESERVED.add(search);
            }
        }
    }

    /** One that no reserved search finds in an e-mail or phone number made of it. */
    static String nextUnreserved() {
        while (true) {
            var token = next();
            if (RESERVED.stream().noneMatch(("49176" + token)::contains)) {
                return token;
            }
        }
    }
}
