package leadhub.integrations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import leadhub.intake.IntakePulse;
import leadhub.intake.IntakeReason;
import org.jspecify.annotations.Nullable;

/**
 * How an integration does.
 *
 * @param lastAt when something came last; null if nothing has
 * @param trouble what went wrong last; null for nothing, and it may be mended by now: {@code status} says whether it is
 * @param silence null unless nothing has come for longer than is usual
 */
public record IntegrationHealth(
        Status status,
        @Nullable Instant lastAt,
        Integration.@Nullable Trouble trouble,
        @Nullable Silence silence) {

    /** As the API says it. */
    public enum Status {
        ACTIVE,
        PAUSED,
        NEEDS_ATTENTION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Nothing comes any more.
     *
     * @param lasts for how long nothing has come
     * @param usual how long it usually takes until the next one comes
     */
    public record Silence(Duration lasts, Duration usual) {
        /** Fewer gaps tell no rhythm. */
        private static final int LEAST_GAPS = 10;

        private static final int TIMES_THE_LONGEST = 2;
        private static final Duration LEAST = Duration.ofDays(1);

        /** Of what came, the newest first; null where it is no longer than what was there before. */
        static @Nullable Silence of(List<Instant> came, Instant now) {
            if (came.size() <= LEAST_GAPS) {
                return null;
            }
            var gaps = IntStream.range(1, came.size())
                    .mapToObj(i -> Duration.between(came.get(i), came.get(i - 1)))
                    .sorted()
                    .toList();
            var lasts = Duration.between(came.getFirst(), now);
            var isLong =
                    lasts.compareTo(LEAST) > 0 && lasts.compareTo(gaps.getLast().multipliedBy(TIMES_THE_LONGEST)) > 0;
            return isLong ? new Silence(lasts, gaps.get(gaps.size() / 2)) : null;
        }
    }

    /** Of what is known of it; whether it is too quiet isn't looked at. */
    public static IntegrationHealth of(
            Integration integration, @Nullable Instant lastAt, @Nullable Instant failedAt, @Nullable IntakeReason why) {
        var trouble = trouble(integration, failedAt, why);
        var isWrong = integration.token() == null
                || integration.isTokenDead()
                || trouble != null && (lastAt == null || !trouble.at().isBefore(lastAt));
        var status = integration.terms().isPaused() ? Status.PAUSED : isWrong ? Status.NEEDS_ATTENTION : Status.ACTIVE;
        return new IntegrationHealth(status, lastAt, trouble, null);
    }

    public static IntegrationHealth of(Integration integration, IntakePulse pulse, Instant now) {
        var health = of(integration, pulse.lastAt(), pulse.failedAt(), pulse.reason());
        return health.status == Status.PAUSED
                ? health
                : new IntegrationHealth(health.status, health.lastAt, health.trouble, Silence.of(pulse.recent(), now));
    }

    /** The later of what was refused at once and what failed later. */
    private static Integration.@Nullable Trouble trouble(
            Integration integration, @Nullable Instant failedAt, @Nullable IntakeReason why) {
        var refused = integration.refusal();
        return failedAt != null && why != null && (refused == null || failedAt.isAfter(refused.at()))
                ? new Integration.Trouble(why, failedAt)
                : refused;
    }

    public boolean needsAttention() {
        return status == Status.NEEDS_ATTENTION;
    }

    /** Whether somebody should look after it. */
    public boolean isToBeSeenTo() {
        return needsAttention() || silence != null;
    }
}
