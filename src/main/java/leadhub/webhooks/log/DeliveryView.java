package leadhub.webhooks.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API spells it.
 *
 * @param request and attempts: of a whole one alone
 */
record DeliveryView(
        long id,
        String eventId,
        String event,
        String status,
        int attemptsCount,
        @Nullable Instant nextAttemptAt,
        boolean isReplay,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Request request,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Attempt> attempts) {

    record Request(Map<String, String> headers, @Nullable String body) {}

    record Attempt(
            Instant at,
            @Nullable Integer status,
            @Nullable String error,
            long tookMs,
            @Nullable String answer) {
        static Attempt of(leadhub.webhooks.delivery.Attempt attempt) {
            return new Attempt(attempt.at(), attempt.status(), attempt.error(), attempt.tookMillis(), attempt.answer());
        }
    }

    /** Many that are sent again. */
    record Replays(
            long id,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String status,
            long replayedCount,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static Replays of(ManyReplays replays) {
            var status = replays.status();
            return new Replays(
                    replays.id(),
                    replays.from(),
                    replays.to(),
                    status == null ? null : status.word(),
                    replays.replayed(),
                    replays.createdAt(),
                    replays.finishedAt());
        }
    }

    static DeliveryView of(Delivery delivery) {
        return of(delivery, null, null);
    }

    static DeliveryView of(WholeDelivery whole) {
        var attempts = whole.attempts().stream().map(Attempt::of).toList();
        return of(whole.delivery(), new Request(whole.headers(), whole.body()), attempts);
    }

    private static DeliveryView of(Delivery delivery, @Nullable Request request, @Nullable List<Attempt> attempts) {
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.event(),
                delivery.status().word(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.isReplay(),
                delivery.createdAt(),
                request,
                attempts);
    }
}
