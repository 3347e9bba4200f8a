package leadhub.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Seal;
import leadhub.base.Times;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a client send a POST again without its effect happening twice.
 *
 * <p>The answer is kept in the transaction of the effect: either both are there after a crash, or neither. Answers of
 * refused requests aren't kept, so a corrected request can be sent again with its key.
 */
@Component
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);

    private final IdempotencySql sql;
    private final TransactionTemplate tx;
    private final Seal seal;
    private final Clock clock;

    Idempotency(IdempotencySql sql, PlatformTransactionManager transactions, Seal seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.tx = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Handles the request, or replays the answer it got before. The answer's body is bytes. */
    Answer once(String idempotencyKey, Exchange exchange, byte[] body, Function<Exchange, Answer> handler) {
        var requestKey = requestKey(idempotencyKey, exchange);
        var bodyHash = sha256(body);
        return Objects.requireNonNull(tx.execute(status -> {
            if (!sql.tryLock(exchange.key(), ByteBuffer.wrap(requestKey).getLong())) {
                throw new Problem.Conflict(Refusal.of("idempotency_key.running")).exception();
            }
            var before = before(exchange, requestKey, bodyHash);
            if (before.isPresent()) {
                return before.get();
            }
            var answer = handler.apply(exchange);
            if (answer.status() >= 200 && answer.status() < 300) {
                var bytes = answer.body() instanceof byte[] sent ? sent : new byte[0];
                var kept = answer.isSecret() ? seal.seal(place(exchange, requestKey), bytes) : bytes;
                sql.keep(exchange.key(), requestKey, bodyHash, answer, kept, Times.now(clock));
            } else {
                status.setRollbackOnly();
            }
            return answer;
        }));
    }

    /** The answer that the request got before; whoever has much to do before its transaction asks first. */
    Optional<Answer> before(String idempotencyKey, Exchange exchange, byte[] body) {
        return before(exchange, requestKey(idempotencyKey, exchange), sha256(body));
    }

    private Optional<Answer> before(Exchange exchange, byte[] requestKey, byte[] bodyHash) {
        return sql.find(exchange.key(), requestKey, Times.now(clock).minus(KEPT))
                .map(kept -> replay(kept, bodyHash, place(exchange, requestKey)));
    }

    private static byte[] requestKey(String idempotencyKey, Exchange exchange) {
        if (!idempotencyKey.matches("[\\x20-\\x7e]{1,255}")) {
            throw Problem.invalid(
                            "idempotency_key",
                            Refusal.of("idempotency_key.characters")
                                    .with("min", 1)
                                    .with("max", 255))
                    .exception();
        }
        var target = idempotencyKey + "\n" + exchange.method() + "\n" + exchange.path() + "?" + exchange.query();
        return sha256(target.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes answers that are older than a day. */
    public void prune(long workspaceId) {
        sql.prune(workspaceId, Times.now(clock).minus(KEPT));
    }

    /** What a kept answer is bound to. */
    private static String place(Exchange exchange, byte[] requestKey) {
        return "idempotent_answers.answer:" + exchange.key().workspaceId() + ":"
                + HexFormat.of().formatHex(requestKey);
    }

    private Answer replay(IdempotencySql.Kept kept, byte[] bodyHash, String place) {
        if (!Arrays.equals(kept.bodyHash(), bodyHash)) {
            throw Problem.invalid("idempotency_key", Refusal.of("idempotency_key.other_body"))
                    .exception();
        }
        var headers = new HashMap<>(Map.of("Idempotent-Replayed", "true"));
        if (kept.location() != null) {
            headers.put("Location", kept.location());
        }
        if (kept.etag() != null) {
            headers.put("ETag", kept.etag());
        }
        var body = kept.isSealed()
                ? seal.open(place, kept.answer())
                        .orElseThrow(() -> new Problem.Conflict(Refusal.of("server.no_secret_key")).exception())
                : kept.answer();
        return new Answer(kept.status(), headers, body.length == 0 ? null : body);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
