package leadhub.signin.twosteps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the second step of signing in. */
@Component
class TwoStepSql {
    private final Sql sql;

    TwoStepSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * What is kept of a user's second step; it counts once it is confirmed.
     *
     * @param nextSecretSealed what takes the secret's place once its first code was right; null if nothing does
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(
            byte[] secretSealed,
            byte @Nullable [] nextSecretSealed,
            @Nullable Instant confirmedAt,
            long lastStep) {
        boolean isOn() {
            return confirmedAt != null;
        }
    }

    /** A secret of some user. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(long userId, boolean isNext, byte[] bytes) {}

    Optional<Kept> find(long workspaceId, long userId) {
        return sql.find(workspaceId, TwoStepSql::read, """
                select secret_sealed, next_secret_sealed, confirmed_at, last_step
                from two_steps
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId);
    }

    /** The users of a workspace that have it. */
    List<Long> users(long workspaceId) {
        return sql.query(workspaceId, row -> row.getLong("user_id"), """
                select user_id
                from two_steps
                where workspace_id = ?
                  and confirmed_at is not null
                """, workspaceId);
    }

    /** Leaves one that is there already as it is. */
    void insert(long workspaceId, long userId, byte[] secretSealed, Instant now) {
        sql.update(workspaceId, """
                insert into two_steps (workspace_id, user_id, secret_sealed, created_at)
                values (?, ?, ?, ?)
                on conflict do nothing
                """, workspaceId, userId, secretSealed, now);
    }

    boolean confirm(long workspaceId, long userId, long step, Instant now) {
        return sql.update(workspaceId, """
                update two_steps
                set confirmed_at = ?, last_step = ?
                where workspace_id = ?
                  and user_id = ?
                  and confirmed_at is null
                """, now, step, workspaceId, userId) == 1;
    }

    /** Leaves what counts until now as it is. */
    void putNext(long workspaceId, long userId, byte[] nextSecretSealed) {
        sql.update(workspaceId, """
                update two_steps
                set next_secret_sealed = ?
                where workspace_id = ?
                  and user_id = ?
                """, nextSecretSealed, workspaceId, userId);
    }

    /** From now on another secret counts; false if something else was to take the place of the old one. */
    boolean renew(long workspaceId, long userId, byte[] was, byte[] secretSealed, long step, Instant now) {
        return sql.update(workspaceId, """
                        update two_steps
                        set secret_sealed = ?, next_secret_sealed = null, confirmed_at = ?, last_step = ?
                        where workspace_id = ?
                          and user_id = ?
                          and next_secret_sealed = ?
                        """, secretSealed, now, step, workspaceId, userId, was) == 1;
    }

    /** All secrets of a workspace. */
    List<Sealed> sealed(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new Sealed(row.getLong("user_id"), row.getBoolean("is_next"), row.getBytes("bytes")),
                """
                select user_id, is_next, bytes
                from two_steps
                cross join lateral (values (false, secret_sealed), (true, next_secret_sealed)) as secret (is_next, bytes)
                where workspace_id = ?
                  and bytes is not null
                order by user_id
                """,
                workspaceId);
    }

    boolean reseal(long workspaceId, long userId, byte[] was, byte[] secretSealed) {
        return sql.update(workspaceId, """
                update two_steps
                set secret_sealed = ?
                where workspace_id = ?
                  and user_id = ?
                  and secret_sealed = ?
                """, secretSealed, workspaceId, userId, was) == 1;
    }

    boolean resealNext(long workspaceId, long userId, byte[] was, byte[] nextSecretSealed) {
        return sql.update(workspaceId, """
                update two_steps
                set next_secret_sealed = ?
                where workspace_id = ?
                  and user_id = ?
                  and next_secret_sealed = ?
                """, nextSecretSealed, workspaceId, userId, was) == 1;
    }

    /** Whoever moves the last step has used the code. */
    boolean use(long workspaceId, long userId, long step) {
        return sql.update(workspaceId, """
                update two_steps
                set last_step = ?
                where workspace_id = ?
                  and user_id = ?
                  and last_step < ?
                """, step, workspaceId, userId, step) == 1;
    }

    boolean delete(long workspaceId, long userId) {
        deleteCodes(workspaceId, userId);
        return sql.update(workspaceId, """
                delete from two_steps
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId) == 1;
    }

    void insertCode(long workspaceId, long userId, byte[] codeSha256) {
        sql.update(workspaceId, """
                insert into recovery_codes (workspace_id, user_id, code_sha256)
                values (?, ?, ?)
                """, workspaceId, userId, codeSha256);
    }

    int countCodes(long workspaceId, long userId) {
        return sql.get(workspaceId, row -> row.getInt(1), """
                select count(*)
                from recovery_codes
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId);
    }

    /** Whoever deletes it has used it. */
    boolean takeCode(long workspaceId, long userId, byte[] codeSha256) {
        return sql.update(workspaceId, """
                delete from recovery_codes
                where workspace_id = ?
                  and user_id = ?
                  and code_sha256 = ?
                """, workspaceId, userId, codeSha256) == 1;
    }

    void deleteCodes(long workspaceId, long userId) {
        sql.update(workspaceId, """
                delete from recovery_codes
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getBytes("secret_sealed"),
                row.getBytes("next_secret_sealed"),
                Times.find(row, "confirmed_at"),
                row.getLong("last_step"));
    }
}
