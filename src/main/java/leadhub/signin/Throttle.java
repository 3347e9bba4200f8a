package leadhub.signin;

import java.time.Duration;

/**
 * How failures slow somebody down: some are free, each further one doubles the wait, up to the longest.
 *
 * @param free failures before the first wait
 * @param drain after this long without a failure one fewer counts
 */
public record Throttle(int free, Duration firstWait, Duration longestWait, Duration drain) {

    /** One second, two, four, and so on. */
    static Throttle growing(int free, int longestWaitSeconds, Duration drain) {
        return new Throttle(free, Duration.ofSeconds(1), Duration.ofSeconds(longestWaitSeconds), drain);
    }

    /** So many at once, and one more for each pause. */
    public static Throttle budget(int atOnce, Duration pause) {
        return new Throttle(atOnce, pause, pause, pause);
    }

    /** Beyond the longest wait failures are not counted any further, so that an attack that is over is soon forgotten. */
    int mostFailures() {
        return free + 15;
    }
}
