package leadhub.attack;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import leadhub.testing.Authenticator;
import leadhub.testing.Panel;

/** Codes of an app, guessed from many addresses by somebody who knows the password. */
final class GuessedCodes implements Attack {
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final int GUESSES = 2_000;
    private static final int ADDRESSES = 200;
    private static final int MOST_LOOKED_AT = 20;

    @Override
    public String name() {
        return "guessed-codes";
    }

    @Override
    public String promise() {
        return "2,000 codes guessed from 200 addresses with the right password: 20 are looked at, "
                + "and a recovery code lets its owner in within 60 s";
    }

    @Override
    public List<String> settings() {
        return List.of("--trusted-proxies", "127.0.0.1");
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var owner = Panel.stranger(target.origin(), "192.0.2.1");
        owner.signIn(target.email(), target.password());
        var app = Authenticator.setUp(owner, Clock.systemUTC());
        var attacker = Panel.stranger(target.origin(), "198.51.100.1");
        var pending = pending(attacker, target);
        var looked = 0;
        var begun = System.nanoTime();
        for (var i = 0; i < GUESSES; i++) {
            var from = Panel.stranger(target.origin(), "203.0.113." + i % ADDRESSES);
            from.get("/sign-in");
            var answer = from.post(
                    "/sign-in/code", Map.of("pending", pending, "code", String.format(Locale.ROOT, "%06d", i)));
            looked += answer.body().contains("That code is incorrect") ? 1 : 0;
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        var waited = untilIn(target, app.recoveryCodes().getFirst());
        return new Outcome(
                looked <= MOST_LOOKED_AT && waited <= 60,
                String.format(
                        Locale.ROOT,
                        "%d of %,d looked at in %.0f s; a recovery code let in after %.1f s",
                        looked,
                        GUESSES,
                        seconds,
                        waited));
    }

    private static double untilIn(Target target, String recoveryCode) {
        var begun = System.nanoTime();
        var panel = Panel.stranger(target.origin(), "192.0.2.7");
        var pending = pending(panel, target);
        while (true) {
            var answer = panel.post("/sign-in/code", Map.of("pending", pending, "code", recoveryCode));
            var seconds = (System.nanoTime() - begun) / 1e9;
            if (answer.status() == 303 || seconds > 120) {
                return seconds;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static String pending(Panel panel, Target target) {
        var asked =
                PENDING.matcher(panel.signIn(target.email(), target.password()).body());
        if (!asked.find()) {
            throw new IllegalStateException("No code was asked for");
        }
        return asked.group(1);
    }
}
