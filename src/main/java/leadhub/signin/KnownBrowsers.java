package leadhub.signin;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Browsers that somebody has signed in with before: whoever attacks an e-mail from elsewhere doesn't slow them down. A
 * browser is known by a random token in a cookie of its own, which lets nobody in. It is forgotten after half a year without
 * signing in, when the password changes, and when all sessions are ended.
 */
@Component
class KnownBrowsers {
    private static final Duration LASTS = Duration.ofDays(180);

    private final KnownBrowserSql sql;
    private final Clock clock;

    KnownBrowsers(KnownBrowserSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    boolean isKnown(@Nullable String token, String emailKey) {
        return token != null && sql.exists(SessionToken.sha256(token), emailKey, Times.now(clock));
    }

    /**
     * Knows a browser from now on. The token is a new one each time, so that one that was planted in somebody's browser
     * is worth nothing.
     *
     * @param token what its cookie holds already, if it holds any; one browser may be known to several people
     * @return what the cookie is to hold
     */
    String remember(@Nullable String token, String emailKey) {
        var renewed = SessionToken.generate();
        if (token != null) {
            sql.replace(SessionToken.sha256(token), SessionToken.sha256(renewed));
        }
        sql.put(SessionToken.sha256(renewed), emailKey, Times.now(clock).plus(LASTS));
        return renewed;
    }

    void forget(String token, String emailKey) {
        sql.delete(SessionToken.sha256(token), emailKey);
    }

    void forgetAll(String emailKey) {
        sql.deleteAll(emailKey);
    }

    void prune() {
        sql.prune(Times.now(clock));
    }
}
