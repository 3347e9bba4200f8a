package leadhub.integrations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.intake.IntakeReason;
import leadhub.integrations.mapping.Mapping;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The statements on integrations. */
@Component
class IntegrationSql {
    private static final String COLUMNS = """
            id, type, name, is_paused, config, sealed, mapping, target, refused_at, refused_for, created_at, updated_at""";

    private final Sql sql;

    IntegrationSql(Sql sql) {
        this.sql = sql;
    }

    /** One as the database keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(
            long id,
            String type,
            String name,
            boolean isPaused,
            ObjectNode config,
            byte[] sealed,
            Mapping mapping,
            Target target,
            Integration.@Nullable Trouble refusal,
            Instant createdAt,
            Instant updatedAt) {}

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('integration_ids')");
    }

    long count(long workspaceId) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from integrations where workspace_id = ?",
                workspaceId);
    }

    void insert(long workspaceId, long id, Integration.Terms terms, byte[] sealed, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into integrations
                    (workspace_id, id, type, name, is_paused, config, sealed, mapping, target, created_at, updated_at,
                     secrets_saved_at)
                values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
                """,
                workspaceId,
                id,
                terms.type(),
                terms.name(),
                terms.isPaused(),
                Json.write(terms.config().open()),
                sealed,
                terms.mapping().json(),
                terms.target().json(),
                now,
                now,
                now);
    }

    /** It has other secrets from now on. */
    void secretsSaved(long workspaceId, long id, Instant now) {
        sql.update(
                workspaceId,
                "update integrations set secrets_saved_at = ? where workspace_id = ? and id = ?",
                now,
                workspaceId,
                id);
    }

    /** What was refused before is no trouble any more. */
    void update(long workspaceId, long id, Integration.Terms terms, byte[] sealed, Instant now) {
        sql.update(
                workspaceId,
                """
                update integrations
                set name = ?, is_paused = ?, config = ?::jsonb, sealed = ?, mapping = ?::jsonb, target = ?::jsonb,
                    refused_at = null, refused_for = null, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """,
                terms.name(),
                terms.isPaused(),
                Json.write(terms.config().open()),
                sealed,
                terms.mapping().json(),
                terms.target().json(),
                now,
                workspaceId,
                id);
    }

    boolean reseal(long workspaceId, long id, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                update integrations
                set sealed = ?
                where workspace_id = ?
                  and id = ?
                  and sealed = ?
                """, sealed, workspaceId, id, was) == 1;
    }

    void rotate(long workspaceId, long id, byte[] sealed, Instant now) {
        sql.update(workspaceId, """
                update integrations
                set sealed = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, sealed, now, workspaceId, id);
    }

    /** Written down once in a while at most, so that nobody keeps the database busy with it. */
    void refused(long workspaceId, long id, IntakeReason why, Instant now, Instant unlessAfter) {
        sql.update(workspaceId, """
                update integrations
                set refused_at = ?, refused_for = ?, refusals = refusals + 1
                where workspace_id = ?
                  and id = ?
                  and (refused_at is null or refused_at < ? or refused_for <> ?)
                """, now, why.json(), workspaceId, id, unlessAfter, why.json());
    }

    /** It does what it is for again. */
    void over(long workspaceId, long id) {
        sql.update(workspaceId, """
                update integrations
                set refused_at = null, refused_for = null
                where workspace_id = ?
                  and id = ?
                  and refused_at is not null
                """, workspaceId, id);
    }

    /** Unless somebody has changed it since; false then. */
    boolean tokenRefused(long workspaceId, long id, IntakeReason why, Instant now, Instant unchangedSince) {
        return sql.update(workspaceId, """
                        update integrations
                        set refused_at = ?, refused_for = ?
                        where workspace_id = ?
                          and id = ?
                          and updated_at = ?
                        """, now, why.json(), workspaceId, id, unchangedSince) == 1;
    }

    /** The first of a type that has a text in its config. */
    Optional<Long> findFor(long workspaceId, AskedType.Owner owner) {
        return sql.find(
                workspaceId, row -> row.getLong("id"), """
                select id
                from integrations
                where workspace_id = ?
                  and type = ?
                  and config ->> ? = ?
                order by id
                limit 1
                """, workspaceId, owner.type(), owner.field(), owner.value());
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, "delete from integrations where workspace_id = ? and id = ?", workspaceId, id);
    }

    Page<Kept> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from integrations where workspace_id = ?", workspaceId),
                IntegrationSql::read,
                Sql.Statement.of("""
                        select %s
                        from integrations
                        where workspace_id = ?
                        order by id
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    List<Kept> all(long workspaceId) {
        return sql.query(workspaceId, IntegrationSql::read, """
                select %s
                from integrations
                where workspace_id = ?
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    List<Integrations.Named> named(long workspaceId, String... types) {
        return sql.query(
                workspaceId,
                row -> new Integrations.Named(
                        row.getLong("id"), row.getString("type"), row.getString("name"), row.getBoolean("is_paused")),
                """
                select id, type, name, is_paused
                from integrations
                where workspace_id = ?
                  and type = any (?)
                order by id
                """,
                workspaceId,
                types);
    }

    private record Typed(long id, String type) {}

    /** The type of each, by its id. */
    Map<Long, String> types(long workspaceId) {
        var found =
                sql.query(workspaceId, row -> new Typed(row.getLong("id"), row.getString("type")), """
                select id, type
                from integrations
                where workspace_id = ?
                """, workspaceId);
        return found.stream().collect(Collectors.toMap(Typed::id, Typed::type));
    }

    Optional<Kept> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<Kept> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Kept> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, IntegrationSql::read, """
                select %s
                from integrations
                where workspace_id = ?
                  and id = ?
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    private static Kept read(ResultSet row) throws SQLException {
        var refusedAt = Times.find(row, "refused_at");
        var reason = IntakeReason.read(row.getString("refused_for"));
        return new Kept(
                row.getLong("id"),
                row.getString("type"),
                row.getString("name"),
                row.getBoolean("is_paused"),
                (ObjectNode) Json.MAPPER.readTree(row.getString("config")),
                row.getBytes("sealed"),
                Mapping.of(row.getString("mapping")),
                Target.of(row.getString("target")),
                reason == null || refusedAt == null ? null : new Integration.Trouble(reason, refusedAt),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
