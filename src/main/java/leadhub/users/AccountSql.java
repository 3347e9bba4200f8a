package leadhub.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on what users choose for themselves. */
@Component
class AccountSql {
    private final Sql sql;

    AccountSql(Sql sql) {
        this.sql = sql;
    }

    Optional<Account> find(long workspaceId, long userId) {
        return sql.find(workspaceId, AccountSql::read, """
                select name, language, theme, time_zone
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                """, workspaceId, userId);
    }

    Optional<Account> lock(long workspaceId, long userId) {
        return sql.find(workspaceId, AccountSql::read, """
                select name, language, theme, time_zone
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                for update
                """, workspaceId, userId);
    }

    void update(long workspaceId, long userId, Account account, Instant now) {
        sql.update(
                workspaceId,
                """
                update users
                set name = ?, language = ?, theme = ?, time_zone = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """,
                account.name(),
                account.language(),
                account.theme(),
                account.timeZone(),
                now,
                workspaceId,
                userId);
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"), row.getString("language"), row.getString("theme"), row.getString("time_zone"));
    }
}
