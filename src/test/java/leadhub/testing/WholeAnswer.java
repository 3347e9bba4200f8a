package leadhub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /** Of a stream of events, which doesn't end, nothing. */
    private static BodySubscriber<String> body(ResponseInfo answer) {
        var isStream = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return isStream
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), WholeAnswer::closed)
                : BodyHandlers.ofString().apply(answer);
    }

    private static String closed(InputStream stream) {
        try (stream) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UncheckedIOException failed(HttpRequest request, IOException why) {
        return new UncheckedIOException(request.method() + " " + request.uri(), why);
    }
}
