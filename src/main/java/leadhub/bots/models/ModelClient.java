package leadhub.bots.models;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import leadhub.outside.AllowedAddresses;
import leadhub.outside.OutsideHttp;
import leadhub.outside.OutsideOutcome;
import leadhub.outside.OutsideRequest;
import leadhub.outside.OutsideUrl;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Asks models, in no transaction. Whoever interrupts the thread ends the request.
 *
 * <p>Limits: the model's deadline for all of it, 256 KiB an answer, 32 requests at once to a host and 64 in all.
 */
@Component
public final class ModelClient implements DisposableBean {
    private static final OutsideRequest.Most MOST = new OutsideRequest.Most(256 << 10);
    /** Some keep a stream open behind its end. */
    private static final OutsideRequest.Most STREAMED = MOST.until(ModelAnswer.LAST_EVENT);

    private static final int AT_ONCE_TO_HOST = 32;
    private static final int AT_ONCE = 64;
    private static final String PATH = "/chat/completions";

    private final OutsideHttp http;
    private final BotModels models;

    ModelClient(AllowedAddresses allowed, BotModels models) {
        this.http = OutsideHttp.withRoomFor(allowed, AT_ONCE_TO_HOST, AT_ONCE);
        this.models = models;
    }

    /** A request that can be sent. @param passages that its answer may name */
    public record Prepared(OutsideRequest request, Duration deadline, List<String> passages) {
        @Override
        public String toString() {
            return "Prepared[" + passages.size() + "]";
        }
    }

    /** Empty where it can't be sent as it was set up. */
    public Optional<Prepared> prepare(long workspaceId, BotModel model, ModelQuestion question) {
        var terms = model.terms();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", terms.isStreamed() ? "text/event-stream" : "application/json");
        models.key(workspaceId, model.botId()).ifPresent(key -> headers.put("Authorization", "Bearer " + key));
        var body = question.body(terms.model(), terms.isStreamed());
        try {
            return target(terms.url())
                    .map(target -> new Prepared(
                            new OutsideRequest("POST", target, headers, body, terms.isStreamed() ? STREAMED : MOST),
                            Duration.ofSeconds(terms.deadlineSeconds()),
                            question.passages()));
        } catch (IllegalArgumentException e) {
            // A key of two lines is none.
            return Optional.empty();
        }
    }

    /** Waits for what it says, and asks the database nothing meanwhile. */
    public ModelReply send(Prepared prepared) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A transaction would wait for a model.");
        }
        return switch (http.send(prepared.request(), prepared.deadline())) {
            case OutsideOutcome.Answered answered -> ModelAnswer.read(answered, prepared.passages());
            case OutsideOutcome.Failed(var failure, var took) -> new ModelReply.Failed(failure.word());
        };
    }

    /** Below what was typed, unless that is the whole of it. */
    static Optional<URI> target(String url) {
        var base = url.strip().replaceFirst("/+$", "");
        return OutsideUrl.parse(base.contains(PATH) ? base : base + PATH);
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
