package leadhub.attack;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import leadhub.testing.Panel;

/** Wrong passwords for somebody's e-mail, so that its owner can't sign in. */
final class LockedOut implements Attack {
    private static final int TRIES = 101;
    private static final int ADDRESSES = 9;
    private static final int WARM_UP_SECONDS = 20;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final String WRONG = "surely not this";

    @Override
    public String name() {
        return "locked-out";
    }

    @Override
    public String promise() {
        return "wrong passwords for an e-mail, from one address and on and on from 9: its owner is in within 60 s, "
                + "in a browser that they signed in with before at once";
    }

    @Override
    public List<String> settings() {
        return List.of("--trusted-proxies", "127.0.0.1");
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var known = Panel.stranger(target.origin(), "192.0.2.1");
        require(known.signIn(target.email(), target.password()).status() == 303);
        var begun = System.nanoTime();
        var attacker = Panel.stranger(target.origin(), "198.51.100.1");
        attacker.get("/sign-in");
        for (var i = 0; i < TRIES; i++) {
            attacker.post("/sign-in", java.util.Map.of("email", target.email(), "password", WRONG));
        }
        var tries = seconds(begun);
        var elsewhere = untilIn(target, "192.0.2.2");
        var sameAddress = untilIn(target, "198.51.100.1");
        var isOver = new AtomicBoolean();
        var looked = new AtomicInteger();
        var threads = java.util.stream.IntStream.range(0, ADDRESSES)
                .mapToObj(i -> Thread.ofVirtual().start(() -> attack(target, "203.0.113." + i, isOver, looked)))
                .toList();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
        var again = Panel.stranger(target.origin(), "192.0.2.1");
        again.plant("leadhub-browser", known.cookie("leadhub-browser"));
        var knownBegun = System.nanoTime();
        var isKnownIn = again.signIn(target.email(), target.password()).status() == 303;
        var knownBrowser = seconds(knownBegun);
        // Its success has cleared what was counted for the e-mail: under attack once more.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
        var underAttack = untilIn(target, "192.0.2.3");
        isOver.set(true);
        for (var thread : threads) {
            thread.join();
        }
        var longest = Math.max(underAttack, Math.max(elsewhere, sameAddress));
        return new Outcome(
                isKnownIn && longest <= LONGEST_WAIT_SECONDS,
                String.format(
                        Locale.ROOT,
                        "after %d tries in %.1f s: in after %.1f s, from the same address after %.1f s; while %d addresses "
                                + "go on (%d guesses): known browser %s after %.1f s, a new one after %.1f s",
                        TRIES,
                        tries,
                        elsewhere,
                        sameAddress,
                        ADDRESSES,
                        looked.get(),
                        isKnownIn ? "in" : "refused",
                        knownBrowser,
                        underAttack));
    }

    /** Seconds until the right password lets somebody in who waits as they are told. */
    private static double untilIn(Target target, String address) {
        var begun = System.nanoTime();
        while (seconds(begun) < 2 * LONGEST_WAIT_SECONDS) {
            var answer = Panel.stranger(target.origin(), address).signIn(target.email(), target.password());
            if (answer.status() == 303) {
                return seconds(begun);
            }
            var wait = answer.header("Retry-After");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(wait.isEmpty() ? 1 : Long.parseLong(wait)));
        }
        return seconds(begun);
    }

    private static void attack(Target target, String address, AtomicBoolean isOver, AtomicInteger looked) {
        var panel = Panel.stranger(target.origin(), address);
        panel.get("/sign-in");
        while (!isOver.get()) {
            var answer = panel.post("/sign-in", java.util.Map.of("email", target.email(), "password", WRONG));
            looked.addAndGet(answer.status() == 422 ? 1 : 0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("The owner can't sign in before the attack");
        }
    }
}
