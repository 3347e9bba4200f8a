package leadhub.webhooks.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt, or why there was none.
 *
 * @param status what the delivery is from now on
 * @param nextAttemptAt null unless it is to be tried again
 * @param attempt null if nothing was tried
 */
record Result(
        Claimed delivery,
        DeliveryStatus status,
        @Nullable Instant nextAttemptAt,
        @Nullable Attempt attempt) {
    /** The error of an attempt after which the receiver is told nothing any more. */
    static final String GONE = "gone";

    /** Nothing was tried: the webhook is switched off, or what was to be sent is gone. */
    static Result skipped(Claimed delivery) {
        return new Result(delivery, DeliveryStatus.SKIPPED, null, null);
    }

    /** Nothing was tried: it is to be tried later. */
    static Result postponed(Claimed delivery, Instant until) {
        return new Result(delivery, DeliveryStatus.PENDING, until, null);
    }

    /** The same, to be tried again no sooner than then. */
    Result notBefore(Instant time) {
        return nextAttemptAt == null || !nextAttemptAt.isBefore(time)
                ? this
                : new Result(delivery, status, time, attempt);
    }

    /** Whether it counts for how the webhook is. */
    boolean counts() {
        return attempt != null && !delivery.isWished();
    }

    boolean isSuccess() {
        return status == DeliveryStatus.DELIVERED;
    }

    /** A receiver that asks to be spared a message is well. */
    boolean isFailure() {
        return attempt != null && (status == DeliveryStatus.PENDING || status == DeliveryStatus.FAILED);
    }

    boolean isGone() {
        return attempt != null && GONE.equals(attempt.error());
    }
}
