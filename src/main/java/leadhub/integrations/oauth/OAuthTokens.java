package leadhub.integrations.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import leadhub.base.database.RetryOnConflict;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationSecrets;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Fetches access tokens and keeps them in memory until they are about to end; in no transaction.
 *
 * <p>Limits: those of {@link ProviderHttp}; {@code leadhub.integrations.token-patience}, 20 seconds, in which other threads and processes wait for one that is
 * being fetched; 8,000 characters a token; one
 * is kept for a day at most, for 5 minutes where its provider doesn't say how long it is good.
 */
@Component
public final class OAuthTokens {
    /** So long before its end one isn't used any more, for reading a mailbox takes as long at most. */
    private static final Duration EARLY = Duration.ofMinutes(2);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration UNSAID = Duration.ofMinutes(7);
    /** Between two looks whether another process is done. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int MOST_KEPT = 10_000;
    /** What may stand in a header and in a line of SASL (RFC 6750, section 2.1, and what providers send beside). */
    private static final String TOKEN = "[\\x21-\\x7e]{1,8000}";

    /** What may be said of a refusal (RFC 6749, section 5.2): anything else may hold a secret. */
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "interaction_required");

    private final ProviderHttp http;
    private final IntegrationSecrets secrets;
    private final RefreshLeases leases;
    private final Clock clock;
    private final Duration patience;
    private final Cache<Owner, Token> tokens =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    /** Each is kept as long as somebody holds or awaits it. */
    private final LoadingCache<Owner, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(owner -> new ReentrantLock());

    OAuthTokens(
            ProviderHttp http,
            IntegrationSecrets secrets,
            RefreshLeases leases,
            Clock clock,
            @Value("${leadhub.integrations.token-patience:20s}") Duration patience) {
        this.http = http;
        this.secrets = secrets;
        this.leases = leases;
        this.clock = clock;
        this.patience = patience;
    }

    /** Whose a token is. @param savedAt when people saved the integration last: their tokens from before are no longer used */
    public record Owner(long workspaceId, long integrationId, Instant savedAt) {
        public static Owner of(Integration integration) {
            return new Owner(integration.workspaceId(), integration.id(), integration.updatedAt());
        }
    }

    /** @param until when it is used no more */
    private record Token(String text, Instant until) {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /**
     * Does something with an access token, and once more with another one where a kept one is refused, for it may end before its time.
     *
     * @param isRefused whether what was thrown says so
     * @throws ProviderFailure if the provider hands out none
     */
    public <T> T use(Owner owner, Predicate<RuntimeException> isRefused, Function<String, T> use) {
        var kept = kept(owner);
        if (kept != null) {
            try {
                return use.apply(kept.text());
            } catch (RuntimeException e) {
                if (!isRefused.test(e)) {
                    throw e;
                }
                tokens.asMap().remove(owner, kept);
            }
        }
        return use.apply(inTurn(owner).text());
    }

    private @Nullable Token kept(Owner owner) {
        var kept = tokens.getIfPresent(owner);
        return kept == null || !clock.instant().isBefore(kept.until()) ? null : kept;
    }

    /** One thread asks for a new one, and the others take what it got. */
    private Token inTurn(Owner owner) {
        var lock = locks.get(owner);
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProviderFailure.later("busy", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderFailure.later("interrupted", null);
        }
        try {
            var kept = kept(owner);
            return kept == null ? leased(owner, deadline) : kept;
        } finally {
            lock.unlock();
        }
    }

    /** One process asks at a time, and the next one with the refresh token that it kept. */
    private Token leased(Owner owner, long deadline) {
        var until = awaitLease(owner, deadline);
        try {
            return fetched(owner);
        } finally {
            leases.end(owner.workspaceId(), owner.integrationId(), until);
        }
    }

    private Instant awaitLease(Owner owner, long deadline) {
        while (true) {
            var until = leases.take(owner.workspaceId(), owner.integrationId());
            if (until.isPresent()) {
                return until.get();
            }
            config(owner);
            if (Thread.currentThread().isInterrupted()) {
                throw ProviderFailure.later("interrupted", null);
            }
            if (System.nanoTime() - deadline > 0) {
                throw ProviderFailure.later("busy", null);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Token fetched(Owner owner) {
        var config = config(owner);
        var refreshToken = refreshToken(config);
        var answer = asked(config, refreshToken);
        if (error(answer).equals("invalid_grant")) {
            // Another process whose lease had ended may have used it up, and kept the one that it got in its place.
            config = config(owner);
            var kept = refreshToken(config);
            answer = kept.equals(refreshToken) ? answer : asked(config, kept);
            refreshToken = kept;
        }
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        var text = answer.json().path("access_token").asString("");
        if (!text.matches(TOKEN)) {
            throw ProviderFailure.later("no access token", null);
        }
        var token = new Token(text, clock.instant().plus(lifetime(answer)).minus(EARLY));
        tokens.put(owner, token);
        keep(owner, refreshToken, answer.json().path("refresh_token").asString(""));
        return token;
    }

    private IntegrationConfig config(Owner owner) {
        return secrets.find(owner.workspaceId(), owner.integrationId())
                .orElseThrow(() -> ProviderFailure.refused("the integration is gone"));
    }

    private static String refreshToken(IntegrationConfig config) {
        return config.secret(OAuthConfig.REFRESH_TOKEN.key())
                .orElseThrow(() -> ProviderFailure.token("no refresh token"));
    }

    private ProviderHttp.Answer asked(IntegrationConfig config, String refreshToken) {
        var url = ProviderHttp.uri(config.text(OAuthConfig.TOKEN_URL.key()).orElse(""), "");
        return http.postTokenForm(url, Map.of("Accept", "application/json"), form(config, refreshToken));
    }

    private static Map<String, String> form(IntegrationConfig config, String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", config.text(OAuthConfig.CLIENT_ID.key()).orElse(""));
        config.secret(OAuthConfig.CLIENT_SECRET.key()).ifPresent(secret -> form.put("client_secret", secret));
        config.text(OAuthConfig.SCOPE.key()).ifPresent(scope -> form.put("scope", scope));
        return form;
    }

    /** Providers may put another refresh token in the place of the one that they got. */
    private void keep(Owner owner, String was, String renewed) {
        if (renewed.matches(TOKEN) && !renewed.equals(was)) {
            var key = OAuthConfig.REFRESH_TOKEN.key();
            RetryOnConflict.run(() -> {
                secrets.replace(owner.workspaceId(), owner.integrationId(), key, was, renewed);
                return renewed;
            });
        }
    }

    private static Duration lifetime(ProviderHttp.Answer answer) {
        var seconds = answer.json().path("expires_in").asLong(UNSAID.toSeconds());
        return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
    }

    private static String error(ProviderHttp.Answer answer) {
        return answer.json().path("error").asString("");
    }

    /** What a provider refuses so is refused until somebody saves other secrets. */
    private static ProviderFailure failure(ProviderHttp.Answer answer) {
        var said = error(answer);
        if (said.equals("temporarily_unavailable")) {
            return ProviderFailure.later("HTTP " + answer.status() + ", code " + said, answer.pause());
        }
        var code = ERRORS.contains(said) ? said : null;
        var isRefusal = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return isRefusal
                ? ProviderFailure.token("HTTP " + answer.status() + (code == null ? "" : ", code " + code))
                : answer.failure(code);
    }
}
