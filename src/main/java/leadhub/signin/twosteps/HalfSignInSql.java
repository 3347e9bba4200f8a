package leadhub.signin.twosteps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import leadhub.signin.Expiring;
import leadhub.signin.Login;
import org.springframework.stereotype.Component;

/** Every statement on those who gave a right password and owe the second step. */
@Component
class HalfSignInSql implements Expiring {
    private final Sql sql;

    HalfSignInSql(Sql sql) {
        this.sql = sql;
    }

    /** Somebody's users whose password was right; workspaces and users go in pairs. */
    record Half(String emailKey, List<Long> workspaces, List<Long> users) {}

    void insert(byte[] tokenSha256, String emailKey, List<Login> logins, Instant expiresAt) {
        sql.globalUpdate(
                """
                insert into half_sign_ins (token_sha256, email_key, workspaces, users, expires_at)
                values (?, ?, ?, ?, ?)
                """,
                tokenSha256,
                emailKey,
                logins.stream().mapToLong(Login::workspaceId).toArray(),
                logins.stream().mapToLong(login -> login.user().id()).toArray(),
                expiresAt);
    }

    Optional<Half> find(byte[] tokenSha256, Instant now) {
        return sql.globalQuery(HalfSignInSql::read, """
                select email_key, workspaces, users
                from half_sign_ins
                where token_sha256 = ?
                  and expires_at > ?
                """, tokenSha256, now).stream()
                .findFirst();
    }

    /** Whoever deletes it has used it. */
    boolean take(byte[] tokenSha256) {
        return sql.globalUpdate("""
                delete from half_sign_ins
                where token_sha256 = ?
                """, tokenSha256) == 1;
    }

    /** There are never many of them, for they are over in minutes. */
    void forget(long userId) {
        sql.globalUpdate("""
                delete from half_sign_ins
                where ? = any (users)
                """, userId);
    }

    @Override
    public void prune(Instant now) {
        sql.globalUpdate("""
                delete from half_sign_ins
                where expires_at <= ?
                """, now);
    }

    private static Half read(ResultSet row) throws SQLException {
        return new Half(
                row.getString("email_key"),
                List.of((Long[]) row.getArray("workspaces").getArray()),
                List.of((Long[]) row.getArray("users").getArray()));
    }
}
