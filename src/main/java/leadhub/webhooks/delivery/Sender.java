package leadhub.webhooks.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import leadhub.base.Times;
import leadhub.outside.AllowedAddresses;
import leadhub.outside.OutsideFailure;
import leadhub.outside.OutsideHttp;
import leadhub.outside.OutsideOutcome;
import leadhub.outside.OutsideRequest;
import leadhub.webhooks.Subscriber;
import leadhub.webhooks.WebhookSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends one delivery and says what came of it.
 *
 * <p>Limits: 15 s for an attempt; of an answer 1 MiB is read and 64 KiB are kept.
 */
@Component
class Sender implements DisposableBean {
    private static final OutsideRequest.Most MOST = new OutsideRequest.Most(1 << 20, 64 << 10);

    /** Nothing was sent, for want of a connection of ours. */
    private static final Duration WHILE_BUSY = Duration.ofSeconds(1);

    private final OutsideHttp http;
    private final Clock clock;

    Sender(AllowedAddresses allowed, Clock clock) {
        // Who may send is up to the slots.
        this.http = OutsideHttp.withRoomFor(allowed, Slots.MOST, Slots.MOST);
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param isBusy whether the receiver's host has too much to do
     * @param pauseUntil until when it wants to be left alone; null if it doesn't say
     */
    record Sent(Result result, boolean isBusy, @Nullable Instant pauseUntil) {
        Sent(Result result) {
            this(result, false, null);
        }
    }

    /** Waits for the receiver; in no transaction. */
    Sent send(Claimed delivery, Subscriber subscriber) {
        var message = delivery.message();
        var webhook = subscriber.webhook();
        if (message == null || !webhook.isActive() && !delivery.isWished()) {
            return new Sent(Result.skipped(delivery));
        }
        var now = Times.now(clock);
        var secrets = subscriber.secrets();
        if (secrets == null) {
            return failed(delivery, "secret_lost");
        }
        var body = message.body().getBytes(StandardCharsets.UTF_8);
        var headers = new TreeMap<>(webhook.terms().headers());
        headers.putAll(headers(delivery, message, secrets, now, body));
        var request = new OutsideRequest("POST", URI.create(webhook.terms().targetUrl()), headers, body, MOST);
        return switch (http.send(request)) {
            case OutsideOutcome.Answered answer -> answered(delivery, now, answer);
            case OutsideOutcome.Failed(var failure, var took)
            when failure == OutsideFailure.BUSY -> new Sent(Result.postponed(delivery, now.plus(WHILE_BUSY)));
            case OutsideOutcome.Failed(var failure, var took) -> failed(delivery, now, failure.word(), took.toMillis());
        };
    }

    private static Map<String, String> headers(
            Claimed delivery, Claimed.Message message, WebhookSecrets secrets, Instant now, byte[] body) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-LeadHub-Event", message.event());
        headers.put("X-LeadHub-Delivery", Long.toString(delivery.id()));
        headers.put("X-LeadHub-Signature", secrets.leadHubSignature(body));
        headers.put("webhook-id", message.eventId());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", secrets.standardSignature(message.eventId(), now, body));
        if (delivery.isReplay()) {
            headers.put("X-LeadHub-Replay", "true");
        }
        return headers;
    }

    /** Nothing could be sent. */
    Sent failed(Claimed delivery, String error) {
        return failed(delivery, Times.now(clock), error, 0);
    }

    private Sent failed(Claimed delivery, Instant now, String error, long tookMillis) {
        return new Sent(again(delivery, new Attempt(now, null, error, tookMillis, null)));
    }

    private Sent answered(Claimed delivery, Instant now, OutsideOutcome.Answered answer) {
        var tookMillis = answer.took().toMillis();
        var kept = text(answer.body());
        if (answer.isSuccess()) {
            var attempt = new Attempt(now, answer.status(), null, tookMillis, kept);
            return new Sent(new Result(delivery, DeliveryStatus.DELIVERED, null, attempt));
        }
        var isAborted = answer.header("webhook-delivery")
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter("abort-message"::equals)
                .isPresent();
        var error = error(answer.status(), isAborted);
        var attempt = new Attempt(now, answer.status(), error, tookMillis, kept);
        if (isAborted) {
            return new Sent(new Result(delivery, DeliveryStatus.ABORTED, null, attempt));
        }
        if (answer.status() == 410) {
            return new Sent(new Result(delivery, DeliveryStatus.FAILED, null, attempt));
        }
        var isBusy = answer.status() == 429 || answer.status() == 503;
        var pause = answer.header("Retry-After").flatMap(header -> Retries.retryAfter(header, Times.now(clock)));
        return new Sent(again(delivery, attempt), isBusy, pause.orElse(null));
    }

    /** Tests are tried once: somebody looks at what comes of them. */
    private Result again(Claimed delivery, Attempt attempt) {
        var jitter = ThreadLocalRandom.current().nextDouble();
        var next = delivery.isTest()
                ? null
                : Retries.next(Times.now(clock), delivery.attempts() + 1, jitter)
                        .orElse(null);
        var status = next == null ? DeliveryStatus.FAILED : DeliveryStatus.PENDING;
        return new Result(delivery, status, next, attempt);
    }

    private static String error(int status, boolean isAborted) {
        if (isAborted) {
            return "aborted";
        }
        return switch (status / 100) {
            case 3 -> "redirect";
            case 4 -> status == 410 ? Result.GONE : "refused";
            case 5 -> "receiver_error";
            default -> "unexpected_status";
        };
    }

    /** As text, whatever it is; PostgreSQL can't keep U+0000. */
    private static String text(byte[] body) {
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(body)).toString().replace('\u0000', '\ufffd');
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
