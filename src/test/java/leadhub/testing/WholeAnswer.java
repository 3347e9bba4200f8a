package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits for an answer to its end, and not for ever: the timeout of a request is over once the head of its answer has come. */
public final class WholeAnswer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private WholeAnswer() {}

    /** @throws UncheckedIOException if none comes, or not all of it */
    public static HttpResponse<String> to(HttpRequest request, HttpClient client) {
        var answer = client.sendAsync(request, WholeAnswer::body);
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            HangingThreads.print();
            answer.cancel(true);
            throw failed(request, new HttpTimeoutException("Not all of it came within " + PATIENCE));
        } catch (ExecutionException e) {
            throw failed(request, e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request + " was waited for", e);
        }
    }

    private static BodySubscriber<String> body(ResponseInfo answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/event-stream")
                ? new Beginning()
                : BodyHandlers.ofString().apply(answer);
    }

    /** What a stream of events says first, for it doesn't end. */
    private static final class Beginning implements BodySubscriber<String> {
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            body.complete(bytes.stream()
                    .map(part -> StandardCharsets.UTF_8.decode(part).toString())
                    .collect(Collectors.joining()));
            // Not before: the whole answer would count as broken off.
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete("");
        }
    }

    private static UncheckedIOException failed(HttpRequest request, IOException why) {
        return new UncheckedIOException(request.method() + " " + request.uri(), why);
    }
}
