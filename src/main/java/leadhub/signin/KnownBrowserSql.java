package leadhub.signin;

import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on browsers that somebody has signed in with. */
@Component
class KnownBrowserSql {
    private final Sql sql;

    KnownBrowserSql(Sql sql) {
        this.sql = sql;
    }

    boolean exists(byte[] tokenSha256, String emailKey, Instant now) {
        return !sql.globalQuery(row -> row.getString("email_key"), """
                        select email_key
                        from known_browsers
                        where token_sha256 = ?
                          and email_key = ?
                          and expires_at > ?
                        """, tokenSha256, emailKey, now)
                .isEmpty();
    }

    void put(byte[] tokenSha256, String emailKey, Instant expiresAt) {
        sql.globalUpdate("""
                insert into known_browsers as b (token_sha256, email_key, expires_at)
                values (?, ?, ?)
                on conflict (token_sha256, email_key) do update set expires_at = excluded.expires_at
                """, tokenSha256, emailKey, expiresAt);
    }

    void replace(byte[] was, byte[] tokenSha256) {
        sql.globalUpdate("""
                update known_browsers
                set token_sha256 = ?
                where token_sha256 = ?
                """, tokenSha256, was);
    }

    void delete(byte[] tokenSha256, String emailKey) {
        sql.globalUpdate("""
                delete from known_browsers
                where token_sha256 = ?
                  and email_key = ?
                """, tokenSha256, emailKey);
    }

    void deleteAll(String emailKey) {
        sql.globalUpdate("""
                delete from known_browsers
                where email_key = ?
                """, emailKey);
    }

    void prune(Instant now) {
        sql.globalUpdate("""
                delete from known_browsers
                where expires_at <= ?
                """, now);
    }
}
