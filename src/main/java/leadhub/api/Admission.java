package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.api.limits.RateLimits;
import leadhub.base.Problem;
import leadhub.base.database.DatabaseHealth;
import leadhub.base.database.NetworkTimeout;
import leadhub.base.database.Outage;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenRequest;
import leadhub.web.intake.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a call in: whose key is it, and is there room in its hour? Writes the limit's headers either way. */
@Component
final class Admission {
    static final String LYMBE_HEADER = "X-API-Key";
    private static final int CALLS_WITHOUT_KEY = 1000;
    private static final Duration OPEN_PATHS_WAIT = Duration.ofSeconds(1);

    private final Credentials credentials;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final DatabaseHealth database;
    private final List<Dialect> dialects;

    Admission(
            Credentials credentials,
            RateLimits limits,
            ClientAddress addresses,
            DatabaseHealth database,
            List<Dialect> dialects) {
        this.credentials = credentials;
        this.limits = limits;
        this.addresses = addresses;
        this.database = database;
        this.dialects = dialects;
    }

    /** A call that was let in; without a credential on open paths only. */
    record Admitted(@Nullable Credential credential, String address) {}

    /** The header that carries the key picks the dialect. */
    Dialect dialect(HttpServletRequest request) {
        var name = request.getHeader(LYMBE_HEADER) != null ? "lymbe" : "leadhub";
        return dialects.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Admits a call or refuses it with 401, 429 or 503. An open path is never refused. */
    Admitted admit(HttpServletRequest request, HttpServletResponse response, boolean open) {
        if (!open) {
            OpenRequest.requireRoom();
            return count(request, response, false);
        }
        if (database.isAtHand()) {
            try {
                return NetworkTimeout.within(OPEN_PATHS_WAIT, () -> count(request, response, true));
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                database.failed();
            }
        }
        // Whose call it is, and how many there were, is not known without the database.
        describe(request, response);
        return new Admitted(null, addresses.of(request));
    }

    private Admitted count(HttpServletRequest request, HttpServletResponse response, boolean open) {
        var address = addresses.of(request);
        var credential = secret(request).flatMap(credentials::find);
        var verdict = credential
                .map(key -> limits.take("key:" + key.keyId(), key.hourlyLimit()))
                .orElseGet(() -> limits.take("address:" + ClientAddress.group(address), CALLS_WITHOUT_KEY));
        writeHeaders(response, verdict);
        if (credential.isPresent()) {
            Sender.isKnown(request);
        }
        if (open) {
            return new Admitted(credential.orElse(null), address);
        }
        if (!verdict.allowed()) {
            throw new Problem.RateLimited(Duration.ofSeconds(verdict.secondsLeft())).exception();
        }
        return new Admitted(credential.orElseThrow(() -> new Problem.Unauthorized().exception()), address);
    }

    /** The headers alone, for what is not counted. */
    void describe(HttpServletRequest request, HttpServletResponse response) {
        writeHeaders(response, limits.peek("address:" + ClientAddress.group(addresses.of(request)), CALLS_WITHOUT_KEY));
    }

    /** Scheme, host and port that links start with. */
    String origin(HttpServletRequest request) {
        return addresses.origin(request);
    }

    private static Optional<String> secret(HttpServletRequest request) {
        var lymbe = request.getHeader(LYMBE_HEADER);
        if (lymbe != null) {
            return Optional.of(lymbe.strip());
        }
        var authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip())
                : Optional.empty();
    }

    private static void writeHeaders(HttpServletResponse response, RateLimits.Verdict verdict) {
        headers(verdict).forEach(response::setHeader);
    }

    static Map<String, String> headers(RateLimits.Verdict verdict) {
        return Map.of(
                "X-RateLimit-Limit",
                Integer.toString(verdict.limit()),
                "X-RateLimit-Remaining",
                Integer.toString(verdict.remaining()),
                "X-RateLimit-Reset",
                Long.toString(verdict.resetsAtSecond()),
                "RateLimit",
                "\"default\";r=" + verdict.remaining() + ";t=" + verdict.secondsLeft(),
                "RateLimit-Policy",
                "\"default\";q=" + verdict.limit() + ";w=3600");
    }
}
