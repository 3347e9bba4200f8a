package leadhub.pipelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.AnswerBudget;
import leadhub.base.LargePages;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the pipeline table. */
@Component
class PipelineSql {
    private static final String COLUMNS = "id, name, description, is_default, created_at, updated_at";

    private final Sql sql;

    PipelineSql(Sql sql) {
        this.sql = sql;
    }

    /** One page; empty if the descriptions are too long in total (docs/adr/0009). */
    Page<Pipeline> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from pipelines where workspace_id = ?", workspaceId),
                PipelineSql::read,
                Sql.Statement.of(
                        """
                        select %s
                        from (
                            select p.*, sum(coalesce(octet_length(description), 0)) over () as page_bytes
                            from (
                                select %s
                                from pipelines
                                where workspace_id = ?
                                order by id
                                limit ? offset ?
                            ) p
                        ) q
                        where page_bytes <= ?
                        order by id
                        """.formatted(COLUMNS, COLUMNS),
                        workspaceId,
                        slice.limit(),
                        slice.offset(),
                        AnswerBudget.USUAL));
        return new Page<>(answer.second(), answer.first());
    }

    /** The first pipelines, without their descriptions. */
    List<Pipeline> outlines(long workspaceId, int most) {
        return sql.query(workspaceId, PipelineSql::read, """
                select id, name, null as description, is_default, created_at, updated_at
                from pipelines
                where workspace_id = ?
                order by id
                limit ?
                """, workspaceId, most);
    }

    /** One page, however long its descriptions are. */
    LargePages.Contents contents(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from pipelines where workspace_id = ?", workspaceId),
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                Sql.Statement.of("""
                        select id, 1000 + coalesce(octet_length(description), 0) as bytes
                        from pipelines
                        where workspace_id = ?
                        order by id
                        limit ? offset ?
                        """, workspaceId, slice.limit(), slice.offset()));
        return new LargePages.Contents(answer.second(), answer.first());
    }

    List<Pipeline> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, PipelineSql::read, """
                select %s
                from pipelines
                where workspace_id = ?
                  and id = any (?)
                """.formatted(COLUMNS), workspaceId, ids);
    }

    Optional<Pipeline> find(long workspaceId, long id) {
        return sql.find(workspaceId, PipelineSql::read, """
                select %s
                from pipelines
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Until the transaction ends, nobody else changes the pipeline, its stages or their order. */
    Optional<Pipeline> lock(long workspaceId, long id) {
        return sql.find(workspaceId, PipelineSql::read, """
                select %s
                from pipelines
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Until the transaction ends, nobody else changes which pipeline is the default. Comes before any other lock. */
    void lockDefault(long workspaceId) {
        sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from workspaces
                where id = ?
                for update
                """, workspaceId);
    }

    Pipeline insert(long workspaceId, NewPipeline pipeline, Instant now) {
        return sql.get(
                workspaceId,
                PipelineSql::read,
                """
                insert into pipelines (workspace_id, name, description, is_default, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?)
                returning %s
                """.formatted(COLUMNS),
                workspaceId,
                pipeline.name(),
                pipeline.description(),
                pipeline.isDefault(),
                now,
                now);
    }

    /** The pipeline that was the default until now. */
    Optional<Pipeline> demoteDefault(long workspaceId, Instant now) {
        return sql.find(workspaceId, PipelineSql::read, """
                update pipelines
                set is_default = false, updated_at = ?
                where workspace_id = ?
                  and is_default
                returning %s
                """.formatted(COLUMNS), now, workspaceId);
    }

    Pipeline update(
            long workspaceId, long id, String name, @Nullable String description, boolean isDefault, Instant now) {
        return sql.get(
                workspaceId,
                PipelineSql::read,
                """
                update pipelines
                set name = ?, description = ?, is_default = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                returning %s
                """.formatted(COLUMNS),
                name,
                description,
                isDefault,
                now,
                workspaceId,
                id);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from pipelines
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static Pipeline read(ResultSet row) throws SQLException {
        return new Pipeline(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("is_default"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
