package leadhub.forms.challenges;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Seal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives out challenges, and takes each solution once. A challenge bears what it is checked by, sealed: nothing is kept of those
 * that nobody solves.
 *
 * <p>How hard: 100 rounds of SHA-256 for each of 300 to 1,000 counters, which is 0.25 to 0.8 seconds at
 * 128,000 hashes a second. Good for 20 minutes.
 */
@Service
public class Challenges {
    private static final int ROUNDS = 100;
    private static final int LEAST_COUNTER = 300;
    private static final int MOST_COUNTER = 1_000;
    private static final int KEY_BYTES = 32;
    private static final int PREFIX_BYTES = 16;
    private static final Duration GOOD = Duration.ofMinutes(20);
    private static final int MOST_CHARACTERS = 4_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Seal seal;
    private final ChallengeSql sql;
    private final Clock clock;

    Challenges(Seal seal, ChallengeSql sql, Clock clock) {
        this.seal = seal;
        this.sql = sql;
        this.clock = clock;
    }

    /** What came of a challenge. */
    public enum Result {
        SOLVED,
        /** It was solved, and is too old. */
        EXPIRED,
        /** There is no solution of a challenge of this place. */
        NONE
    }

    /** A solution, looked at. @param id of its challenge, which is good once */
    public record Looked(Result result, String id, Instant expiresAt) {
        static final Looked NOTHING = new Looked(Result.NONE, "", Instant.EPOCH);
    }

    /** What a challenge is for: one of another place is none. */
    public record Place(String name) {
        public static Place ofForm(long formId) {
            return new Place("form challenge " + formId);
        }

        public static Place ofBot(String botId) {
            return new Place("bot challenge " + botId);
        }
    }

    /** One for whoever begins to fill in a form, or a conversation. */
    public ObjectNode issue(Place place) {
        var secret = random(KEY_BYTES);
        var parameters = Json.MAPPER
                .createObjectNode()
                .put("algorithm", Altcha.SHA_256)
                .put("nonce", HexFormat.of().formatHex(random(16)))
                .put("salt", HexFormat.of().formatHex(random(16)))
                .put("cost", ROUNDS)
                .put("keyLength", KEY_BYTES)
                .put("expiresAt", Times.now(clock).plus(GOOD).getEpochSecond());
        parameters.putObject("data").put("sealed", Base64.getEncoder().encodeToString(seal.seal(place.name(), secret)));
        var counter = LEAST_COUNTER + RANDOM.nextInt(MOST_COUNTER - LEAST_COUNTER);
        var key = HexFormat.of().formatHex(Altcha.derive(parameters, counter));
        parameters.put("keyPrefix", key.substring(0, 2 * PREFIX_BYTES));
        var challenge = Json.MAPPER.createObjectNode();
        challenge.set("parameters", parameters);
        return challenge.put("signature", Altcha.signature(secret, parameters));
    }

    /** @param payload as it is sent: challenge and solution, JSON in Base64 */
    public Looked look(Place place, String payload) {
        if (payload.isEmpty() || payload.length() > MOST_CHARACTERS) {
            return Looked.NOTHING;
        }
        try {
            var sent = Json.MAPPER.readTree(Base64.getDecoder().decode(payload));
            return sent.path("challenge").path("parameters") instanceof ObjectNode parameters
                    ? look(place, parameters, sent)
                    : Looked.NOTHING;
        } catch (IllegalArgumentException | JacksonException e) {
            return Looked.NOTHING;
        }
    }

    private Looked look(Place place, ObjectNode parameters, JsonNode sent) {
        var signature = sent.path("challenge").path("signature").asString("");
        var solution = sent.path("solution");
        var isOurs = secret(place, parameters)
                .filter(secret -> isSame(Altcha.signature(secret, parameters), signature))
                .isPresent();
        if (!isOurs
                || !Altcha.isSolved(
                        parameters,
                        solution.path("counter").asInt(-1),
                        solution.path("derivedKey").asString(""))) {
            return Looked.NOTHING;
        }
        var expiresAt = Instant.ofEpochSecond(parameters.path("expiresAt").longValue());
        var isExpired = Times.now(clock).isAfter(expiresAt);
        return new Looked(isExpired ? Result.EXPIRED : Result.SOLVED, signature, expiresAt);
    }

    private Optional<byte[]> secret(Place place, ObjectNode parameters) {
        var sealed = Base64.getDecoder()
                .decode(parameters.path("data").path("sealed").asString(""));
        return seal.open(place.name(), sealed);
    }

    /** Takes a solution within the transaction of a verb; false if it was taken before. */
    public boolean use(long workspaceId, Looked solved) {
        return sql.use(workspaceId, solved.id(), solved.expiresAt());
    }

    /** Forgets those that are too old to be sent again. */
    @Transactional
    public void prune(long workspaceId) {
        sql.prune(workspaceId, Times.now(clock));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
