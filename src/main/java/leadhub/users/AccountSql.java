package leadhub.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import leadhub.base.database.NamedValues;
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
                select name, language, theme, time_zone, away_until
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                """, workspaceId, userId);
    }

    Optional<Account> lock(long workspaceId, long userId) {
        return sql.find(workspaceId, AccountSql::read, """
                select name, language, theme, time_zone, away_until
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
                set name = :name, language = :language, theme = :theme, time_zone = :time_zone,
                    away_until = :away_until, time_zone_set_at = :updated_at, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("name", account.name())
                        .and("language", account.language())
                        .and("theme", account.theme())
                        .and("time_zone", account.timeZone())
                        .and("away_until", account.awayUntil())
                        .and("updated_at", now)
                        .and("workspace_id", workspaceId)
                        .and("id", userId));
    }

    /** @return 1 if the user had no time zone and had never been asked for one */
    int takeTimeZone(long workspaceId, long userId, String timeZone, Instant now) {
        return sql.update(
                workspaceId,
                """
                update users
                set time_zone = :time_zone, time_zone_set_at = :now, updated_at = :now
                where workspace_id = :workspace_id
                  and id = :id
                  and time_zone is null
                  and time_zone_set_at is null
                """,
                NamedValues.of("time_zone", timeZone)
                        .and("now", now)
                        .and("workspace_id", workspaceId)
                        .and("id", userId));
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                row.getString("language"),
                row.getString("theme"),
                row.getString("time_zone"),
                row.getObject("away_until", LocalDate.class));
    }
}
