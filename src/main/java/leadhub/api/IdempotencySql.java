package leadhub.api;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on kept answers. */
@Component
final class IdempotencySql {
    private final Sql sql;

    IdempotencySql(Sql sql) {
        this.sql = sql;
    }

    /** An answer that was given before. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(
            byte[] bodyHash,
            int status,
            @Nullable String location,
            @Nullable String etag,
            byte[] answer,
            boolean isSealed) {}

    /** Takes a lock until the end of the transaction, if nobody else has it. */
    boolean tryLock(Credential key, long hash) {
        return sql.get(
                key.workspaceId(),
                row -> row.getBoolean(1),
                "select pg_try_advisory_xact_lock(? # ?)",
                hash,
                key.keyId());
    }

    /** What was kept under a key, unless it is too old to count. */
    Optional<Kept> find(Credential key, byte[] requestKey, Instant notBefore) {
        return sql.find(
                key.workspaceId(),
                row -> new Kept(
                        row.getBytes("body_sha256"),
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getBytes("answer"),
                        row.getBoolean("is_sealed")),
                """
                select body_sha256, status, location, etag, answer, is_sealed
                from idempotent_answers
                where workspace_id = ?
                  and api_key_id = ?
                  and request_key = ?
                  and created_at >= ?
                """,
                key.workspaceId(),
                key.keyId(),
                requestKey,
                notBefore);
    }

    void keep(Credential key, byte[] requestKey, byte[] bodyHash, Answer answer, byte[] kept, Instant now) {
        sql.update(
                key.workspaceId(),
                """
                insert into idempotent_answers
                    (workspace_id, api_key_id, request_key, body_sha256, status, location, etag, answer,
                     is_sealed, created_at)
                values (:workspace_id, :api_key_id, :request_key, :body_sha256, :status, :location, :etag, :answer,
                        :is_sealed, :created_at)
                on conflict (workspace_id, api_key_id, request_key) do update
                set body_sha256 = excluded.body_sha256, status = excluded.status, location = excluded.location,
                    etag = excluded.etag, answer = excluded.answer, is_sealed = excluded.is_sealed, created_at = excluded.created_at
                """,
                NamedValues.of("workspace_id", key.workspaceId())
                        .and("api_key_id", key.keyId())
                        .and("request_key", requestKey)
                        .and("body_sha256", bodyHash)
                        .and("status", answer.status())
                        .and("location", answer.headers().get("Location"))
                        .and("etag", answer.headers().get("ETag"))
                        .and("answer", kept)
                        .and("is_sealed", answer.isSecret())
                        .and("created_at", now));
    }

    /** Removes answers that were kept long enough; how many. */
    int prune(long workspaceId, Instant before) {
        return sql.update(workspaceId, """
                delete from idempotent_answers
                where workspace_id = ?
                  and created_at < ?
                """, workspaceId, before);
    }
}
