package leadhub.apikeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import leadhub.api.Credential;
import leadhub.api.Scope;
import leadhub.base.Region;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the key tables. */
@Component
class ApiKeySql {
    private static final String COLUMNS =
            "id, name, dialect, scopes, hourly_limit, expires_at, last_used_at, created_by, created_at, revoked_at";

    private final Sql sql;

    ApiKeySql(Sql sql) {
        this.sql = sql;
    }

    ApiKey insert(long workspaceId, NewApiKey key, @Nullable Long createdBy, byte[] hash, Instant now) {
        return sql.get(
                workspaceId,
                ApiKeySql::read,
                """
                with made as (
                    insert into api_keys
                        (workspace_id, name, dialect, secret_sha256, scopes, hourly_limit, expires_at, created_by, created_at)
                    values (:workspace_id, :name, :dialect, :secret_sha256, :scopes, :hourly_limit, :expires_at, :created_by, :created_at)
                    returning *
                ), hashed as (
                    insert into api_key_hashes (secret_sha256, workspace_id, api_key_id)
                    select secret_sha256, workspace_id, id
                    from made
                )
                select %s
                from made
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("name", key.name())
                        .and("dialect", key.dialect().name().toLowerCase(Locale.ROOT))
                        .and("secret_sha256", hash)
                        .and(
                                "scopes",
                                key.scopes().stream().map(Scope::spelling).toArray(String[]::new))
                        .and("hourly_limit", key.hourlyLimit())
                        .and("expires_at", key.expiresAt())
                        .and("created_by", createdBy)
                        .and("created_at", now));
    }

    List<ApiKey> list(long workspaceId) {
        return sql.query(workspaceId, ApiKeySql::read, """
                select %s
                from api_keys
                where workspace_id = ?
                  and revoked_at is null
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    /** A key that is valid. */
    Optional<ApiKey> find(long workspaceId, long id, Instant now) {
        return sql.find(workspaceId, ApiKeySql::read, """
                select %s
                from api_keys
                where workspace_id = ?
                  and id = ?
                  and revoked_at is null
                  and (expires_at is null or expires_at > ?)
                """.formatted(COLUMNS), workspaceId, id, now);
    }

    /** The valid keys that a user created, by id. */
    List<ApiKey> madeBy(long workspaceId, long userId, Instant now) {
        return sql.query(workspaceId, ApiKeySql::read, """
                select %s
                from api_keys
                where workspace_id = ?
                  and created_by = ?
                  and revoked_at is null
                  and (expires_at is null or expires_at > ?)
                order by id
                """.formatted(COLUMNS), workspaceId, userId, now);
    }

    Optional<ApiKey> revoke(long workspaceId, long id, Instant now) {
        return sql.find(workspaceId, ApiKeySql::read, """
                with revoked as (
                    update api_keys
                    set revoked_at = ?
                    where workspace_id = ?
                      and id = ?
                      and revoked_at is null
                    returning *
                ), forgotten as (
                    delete from api_key_hashes h
                    using revoked r
                    where h.secret_sha256 = r.secret_sha256
                )
                select %s
                from revoked
                """.formatted(COLUMNS), now, workspaceId, id);
    }

    Optional<Credential> credential(byte[] hash) {
        return sql
                .globalQuery(
                        row -> row.getLong("workspace_id"),
                        "select workspace_id from api_key_hashes where secret_sha256 = ?",
                        hash)
                .stream()
                .findFirst()
                .flatMap(workspaceId -> credential(workspaceId, hash));
    }

    private Optional<Credential> credential(long workspaceId, byte[] hash) {
        return sql.find(
                workspaceId,
                row -> new Credential(
                        row.getLong("id"),
                        row.getString("name"),
                        workspaceId,
                        row.getString("slug"),
                        row.getString("workspace_name"),
                        new Region(
                                row.getString("default_country"),
                                ZoneId.of(row.getString("time_zone")),
                                row.getString("language")),
                        scopes(row),
                        row.getInt("hourly_limit"),
                        Times.find(row, "expires_at")),
                """
                select k.id, k.name, k.scopes, k.hourly_limit, k.expires_at, w.slug, w.name as workspace_name,
                       w.default_country, w.time_zone, w.language
                from api_key_hashes h
                join api_keys k on k.workspace_id = h.workspace_id and k.id = h.api_key_id
                join workspaces w on w.id = k.workspace_id
                where h.secret_sha256 = ?
                  and k.workspace_id = ?
                  and k.revoked_at is null
                """,
                hash,
                workspaceId);
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                KeyDialect.valueOf(row.getString("dialect").toUpperCase(Locale.ROOT)),
                scopes(row),
                row.getInt("hourly_limit"),
                Times.find(row, "expires_at"),
                Times.find(row, "last_used_at"),
                row.getObject("created_by", Long.class),
                Times.get(row, "created_at"),
                Times.find(row, "revoked_at"));
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) row.getArray("scopes").getArray())
                .forEach(text -> Scope.parse(text).ifPresent(scopes::add));
        return scopes;
    }
}
