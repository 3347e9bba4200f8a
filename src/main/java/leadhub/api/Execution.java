package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.database.RetryOnConflict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs an endpoint under the conditions in the request's headers. */
@Component
final class Execution {
    private final Idempotency idempotency;
    private final CallCosts costs;
    private final TransactionTemplate tx;

    Execution(Idempotency idempotency, CallCosts costs, PlatformTransactionManager transactions) {
        this.idempotency = idempotency;
        this.costs = costs;
        this.tx = new TransactionTemplate(transactions);
    }

    /** Once for each {@code Idempotency-Key}, and again where others got in the way. */
    Answer run(HttpServletRequest request, Dialect dialect, Route route, Exchange exchange, ApiBodies.Body body) {
        var outside = route.outside();
        if (outside != null) {
            outside.accept(exchange);
        }
        var ifMatch = header(request, "If-Match");
        var key = request.getHeader("Idempotency-Key");
        if (key != null && route.method().equals("POST")) {
            return costs.charged(
                    exchange,
                    route.calls().applyAsInt(exchange),
                    begin -> RetryOnConflict.run(() -> once(key, route, exchange, body.identity(), work -> {
                        begin.run();
                        return inBytes(dialect, handle(dialect, route, exchange, ifMatch, work));
                    })));
        }
        var answer = costs.charged(exchange, route.calls().applyAsInt(exchange), begin -> {
            begin.run();
            return RetryOnConflict.run(() -> handle(dialect, route, exchange, ifMatch));
        });
        return route.method().equals("GET") ? unlessKnown(answer, header(request, "If-None-Match")) : answer;
    }

    /** All lines of a header as the one list that they are. */
    private static @Nullable String header(HttpServletRequest request, String name) {
        var lines = Collections.list(request.getHeaders(name));
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    /** What takes long is done before the key's transaction, unless the answer is there already. */
    private Answer once(
            String key, Route route, Exchange exchange, byte[] body, Function<Supplier<Answer>, Answer> handler) {
        if (!(route.endpoint() instanceof PreparedEndpoint endpoint)) {
            return idempotency.once(
                    key,
                    exchange,
                    body,
                    once -> handler.apply(() -> route.endpoint().handle(once)));
        }
        var before = idempotency.before(key, exchange, body);
        if (before.isPresent()) {
            return before.get();
        }
        try (var prepared = endpoint.prepare(exchange)) {
            return idempotency.once(key, exchange, body, once -> handler.apply(prepared::finish));
        }
    }

    /** The same for what takes long, where the comparison makes a transaction. */
    private Answer handle(Dialect dialect, Route route, Exchange exchange, @Nullable String ifMatch) {
        if (!(route.endpoint() instanceof PreparedEndpoint endpoint)) {
            return handle(
                    dialect, route, exchange, ifMatch, () -> route.endpoint().handle(exchange));
        }
        try (var prepared = endpoint.prepare(exchange)) {
            return handle(dialect, route, exchange, ifMatch, prepared::finish);
        }
    }

    /** Nobody changes the record between the comparison and the write: both are one transaction, which holds it. */
    private Answer handle(
            Dialect dialect, Route route, Exchange exchange, @Nullable String ifMatch, Supplier<Answer> work) {
        var current = route.current();
        if (current == null || ifMatch == null) {
            return EntityTag.on(dialect, work.get());
        }
        return Objects.requireNonNull(tx.execute(status -> {
            var now = EntityTag.on(dialect, current.handle(exchange));
            if (!EntityTag.namesEdited(ifMatch, now.headers().getOrDefault("ETag", ""))) {
                throw outdated(work);
            }
            return EntityTag.on(dialect, work.get());
        }));
    }

    /** 412 comes after 404 and 422 and before 409; which one it is shows by trying. The transaction is rolled back. */
    private static ProblemException outdated(Supplier<Answer> work) {
        try {
            var unused = work.get();
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict)) {
                return e;
            }
        }
        return new Problem.PreconditionFailed().exception();
    }

    private static Answer inBytes(Dialect dialect, Answer answer) {
        return answer.body() == null || answer.body() instanceof byte[]
                ? answer
                : answer.with(answer.headers(), dialect.mapper().writeValueAsBytes(answer.body()));
    }

    private static Answer unlessKnown(Answer answer, @Nullable String ifNoneMatch) {
        var tag = answer.headers().get("ETag");
        return tag != null && ifNoneMatch != null && EntityTag.names(ifNoneMatch, tag)
                ? new Answer(304, Map.of("ETag", tag), null)
                : answer;
    }
}
