package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.passwords.PasswordHash;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import leadhub.users.User;
import org.springframework.stereotype.Component;

/** Every statement on who may begin a session, and by what. */
@Component
class LoginSql {
    /** Somebody with one password in more workspaces than this can sign in to the first ones. */
    private static final int MOST_WORKSPACES = 20;

    static final String COLUMNS = """
            users.id, users.name, users.email, users.role, users.status, users.created_at, users.updated_at,
            users.password_hash, users.language, users.theme, users.time_zone,
            users.time_zone_set_at is null as is_new,
            exists (
                select from two_steps t
                where t.workspace_id = users.workspace_id
                  and t.user_id = users.id
                  and t.confirmed_at is not null
            ) as has_two_steps""";

    private final Sql sql;

    LoginSql(Sql sql) {
        this.sql = sql;
    }

    Optional<Login> find(long workspaceId, long userId) {
        return sql.find(workspaceId, row -> read(workspaceId, row), """
                select %s
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                """.formatted(COLUMNS), workspaceId, userId);
    }

    /** A user of some workspace. */
    record Id(long workspaceId, long userId) {}

    /** The users that bear an e-mail, in whatever workspace. */
    List<Id> ids(String emailKey) {
        return sql.globalQuery(
                row -> new Id(row.getLong("workspace_id"), row.getLong("user_id")),
                """
                select workspace_id, user_id
                from logins
                where email_key = any (?)
                order by workspace_id
                limit ?
                """,
                EmailKey.spellings(emailKey),
                MOST_WORKSPACES);
    }

    /** The columns above. */
    static Login read(long workspaceId, ResultSet row) throws SQLException {
        var hash = row.getString("password_hash");
        return new Login(
                workspaceId,
                new User(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("email"),
                        Role.ofWord(row.getString("role")).orElseThrow(),
                        Status.ofWord(row.getString("status")).orElseThrow(),
                        Times.get(row, "created_at"),
                        Times.get(row, "updated_at")),
                hash == null ? null : new PasswordHash(hash),
                row.getString("language"),
                row.getString("theme"),
                row.getString("time_zone"),
                row.getBoolean("is_new"),
                row.getBoolean("has_two_steps"));
    }
}
