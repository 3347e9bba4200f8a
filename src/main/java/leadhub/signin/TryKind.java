package leadhub.signin;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is tried, and how failures slow it down: for one e-mail from one address, and for one e-mail. */
public enum TryKind {
    PASSWORD(Throttle.growing(10, 60, Duration.ofMinutes(10)), Throttle.growing(30, 5, Duration.ofMinutes(10))),
    /**
     * Three of a million codes are right at a time. After {@link Tries#STRICT} failures one code alone is not enough any
     * more, so that from however many addresses a code is guessed 20 times and then 12 times a day.
     */
    CODE(Throttle.growing(10, 60, Duration.ofHours(2)), Throttle.growing(20, 5, Duration.ofHours(2))),
    /** 80 random bits, so these aren't guessed; counted apart, so that codes of the app don't use them up. */
    RECOVERY_CODE(Throttle.growing(10, 60, Duration.ofMinutes(10)), Throttle.growing(30, 5, Duration.ofMinutes(10))),
    /** Asking for a link is no guess: it is slowed for who asks, never for the e-mail. */
    FORGOTTEN(Throttle.growing(5, 60, Duration.ofMinutes(10)), null);

    private final Throttle here;
    private final @Nullable Throttle everywhere;

    TryKind(Throttle here, @Nullable Throttle everywhere) {
        this.here = here;
        this.everywhere = everywhere;
    }

    /** For one e-mail from one address. */
    Throttle here() {
        return here;
    }

    /** For one e-mail; null if it isn't slowed. */
    @Nullable
    Throttle everywhere() {
        return everywhere;
    }

    /** As it stands in the log and in a throttle's subject. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
