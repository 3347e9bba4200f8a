package leadhub.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.passwords.PasswordHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the users table. Removed users stay in it, because their names are still shown. */
@Component
class UserSql {
    private static final String COLUMNS = "id, name, email, role, status, created_at, updated_at";

    private final Sql sql;

    UserSql(Sql sql) {
        this.sql = sql;
    }

    Page<User> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from users
                        where workspace_id = ?
                          and removed_at is null
                        """, workspaceId),
                UserSql::read,
                Sql.Statement.of("""
                        select %s
                        from users
                        where workspace_id = ?
                          and removed_at is null
                        order by id
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<User> find(long workspaceId, long id) {
        return sql.find(workspaceId, UserSql::read, """
                select %s
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<User> find(long workspaceId, String emailKey) {
        return sql.find(workspaceId, UserSql::read, """
                select %s
                from users
                where workspace_id = ?
                  and email_key = ?
                  and removed_at is null
                """.formatted(COLUMNS), workspaceId, emailKey);
    }

    /** The active agents, by id. */
    List<User> activeAgents(long workspaceId) {
        return sql.query(workspaceId, UserSql::read, """
                select %s
                from users
                where workspace_id = ?
                  and role = 'agent'
                  and status = 'active'
                  and removed_at is null
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    /** Until when users are away, those days among it. */
    Map<Long, LocalDate> awayUntil(long workspaceId) {
        var until = new HashMap<Long, LocalDate>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getLong("id"), row.getObject("away_until", LocalDate.class)),
                        """
                        select id, away_until
                        from users
                        where workspace_id = ?
                          and away_until is not null
                          and removed_at is null
                        """,
                        workspaceId)
                .forEach(one -> until.put(one.getKey(), one.getValue()));
        return Map.copyOf(until);
    }

    Optional<User> lock(long workspaceId, long id) {
        return sql.find(workspaceId, UserSql::read, """
                select %s
                from users
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** All removed users, by id. */
    List<RemovedUser> removed(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new RemovedUser(row.getLong("id"), row.getString("name"), row.getString("email")),
                """
                select id, name, email
                from users
                where workspace_id = ?
                  and removed_at is not null
                order by id
                """,
                workspaceId);
    }

    /** Until the transaction ends, nobody else can take away an admin. Has to be taken before any other lock. */
    void lockAdmins(long workspaceId) {
        sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from workspaces
                where id = ?
                for update
                """, workspaceId);
    }

    boolean hasOtherActiveAdmin(long workspaceId, long id) {
        return sql.find(workspaceId, row -> row.getLong("id"), """
                select id
                from users
                where workspace_id = ?
                  and role = 'admin'
                  and status = 'active'
                  and removed_at is null
                  and id <> ?
                limit 1
                """, workspaceId, id)
                .isPresent();
    }

    /** Empty if the email is in use. */
    Optional<User> insert(long workspaceId, NewUser user, String emailKey, Status status, Instant now) {
        return sql.find(
                workspaceId,
                UserSql::read,
                """
                insert into users
                    (workspace_id, name, email, email_key, role, status, password_hash, created_at, updated_at)
                values (:workspace_id, :name, :email, :email_key, :role, :status, :password_hash, :now, :now)
                on conflict (workspace_id, email_key) where removed_at is null do nothing
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("name", user.name())
                        .and("email", user.email())
                        .and("email_key", emailKey)
                        .and("role", user.role().word())
                        .and("status", status.word())
                        .and("password_hash", text(user.password()))
                        .and("now", now));
    }

    /** Makes the email lead to the user when signing in. */
    void insertLogin(long workspaceId, String emailKey, long userId) {
        sql.globalUpdate("""
                insert into logins (email_key, workspace_id, user_id)
                values (?, ?, ?)
                """, emailKey, workspaceId, userId);
    }

    void deleteLogin(long workspaceId, String emailKey, long userId) {
        sql.globalUpdate("""
                delete from logins
                where email_key = any (?)
                  and workspace_id = ?
                  and user_id = ?
                """, EmailKey.spellings(emailKey), workspaceId, userId);
    }

    /** Null keeps the password. */
    User update(
            long workspaceId,
            long id,
            String name,
            Role role,
            Status status,
            @Nullable PasswordHash password,
            Instant now) {
        return sql.get(
                workspaceId,
                UserSql::read,
                """
                update users
                set name = :name, role = :role, status = :status, password_hash = coalesce(:password_hash, password_hash), updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("name", name)
                        .and("role", role.word())
                        .and("status", status.word())
                        .and("password_hash", text(password))
                        .and("updated_at", now)
                        .and("workspace_id", workspaceId)
                        .and("id", id));
    }

    /** The row stays for the leads that refer to it; everything that gives access is removed. */
    void remove(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update users
                set removed_at = ?, password_hash = null
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    private static @Nullable String text(@Nullable PasswordHash password) {
        return password == null ? null : password.text();
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                Role.ofWord(row.getString("role")).orElseThrow(),
                Status.ofWord(row.getString("status")).orElseThrow(),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
