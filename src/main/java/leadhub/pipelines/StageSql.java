package leadhub.pipelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Every statement on the stages table. Changes of stages lock their pipeline's row. */
@Component
class StageSql {
    private static final String COLUMNS =
            "id, pipeline_id, name, color, position, is_won, is_lost, probability, rotting_days, created_at, updated_at";

    private final Sql sql;

    StageSql(Sql sql) {
        this.sql = sql;
    }

    Page<Stage> list(long workspaceId, long pipelineId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from pipeline_stages
                        where workspace_id = ?
                          and pipeline_id = ?
                        """, workspaceId, pipelineId),
                StageSql::read,
                Sql.Statement.of("""
                        select %s
                        from pipeline_stages
                        where workspace_id = ?
                          and pipeline_id = ?
                        order by position
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, pipelineId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** The stages of each pipeline are in order. */
    List<Stage> ofPipelines(long workspaceId, Collection<Long> pipelineIds) {
        return sql.query(workspaceId, StageSql::read, """
                select %s
                from pipeline_stages
                where workspace_id = ?
                  and pipeline_id = any (?)
                order by pipeline_id, position
                """.formatted(COLUMNS), workspaceId, array(pipelineIds));
    }

    Optional<Stage> find(long workspaceId, long id) {
        return sql.find(workspaceId, StageSql::read, """
                select %s
                from pipeline_stages
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Until the transaction ends, no lead can enter the stage. */
    void lock(long workspaceId, long id) {
        sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from pipeline_stages
                where workspace_id = ?
                  and id = ?
                for update
                """, workspaceId, id);
    }

    Optional<Stage> firstOfPipeline(long workspaceId, long pipelineId) {
        return sql.find(workspaceId, StageSql::read, """
                select %s
                from pipeline_stages
                where workspace_id = ?
                  and pipeline_id = ?
                order by position
                limit 1
                """.formatted(COLUMNS), workspaceId, pipelineId);
    }

    Optional<Stage> firstOfDefault(long workspaceId) {
        return sql.find(workspaceId, StageSql::read, """
                select s.*
                from pipelines p
                join pipeline_stages s on s.workspace_id = p.workspace_id and s.pipeline_id = p.id
                where p.workspace_id = ?
                  and p.is_default
                order by s.position
                limit 1
                """, workspaceId);
    }

    Stage insert(long workspaceId, long pipelineId, NewStage stage, int position, Instant now) {
        return sql.get(
                workspaceId,
                StageSql::read,
                """
                insert into pipeline_stages
                    (workspace_id, pipeline_id, name, color, position, is_won, is_lost, probability, rotting_days,
                     created_at, updated_at)
                values (:workspace_id, :pipeline_id, :name, :color, :position, :is_won, :is_lost, :probability::integer,
                        :rotting_days::integer, :now, :now)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("pipeline_id", pipelineId)
                        .and("name", stage.name())
                        .and("color", stage.color())
                        .and("position", position)
                        .and("is_won", stage.isWon())
                        .and("is_lost", stage.isLost())
                        .and("probability", stage.probability())
                        .and("rotting_days", stage.rottingDays())
                        .and("now", now));
    }

    /** The stages of a new pipeline, in their order. */
    List<Stage> insertAll(long workspaceId, long pipelineId, List<NewStage> stages, Instant now) {
        return sql
                .query(
                        workspaceId,
                        StageSql::read,
                        """
                insert into pipeline_stages
                    (workspace_id, pipeline_id, name, color, position, is_won, is_lost, probability, rotting_days,
                     created_at, updated_at)
                select :workspace_id, :pipeline_id, n.name, n.color, n.position, n.ending = 'won', n.ending = 'lost',
                       n.probability, n.rotting_days, :now, :now
                from unnest(:names::text[], :colors::text[], :endings::text[], :probabilities::integer[], :rotting_days::integer[])
                    with ordinality as n (name, color, ending, probability, rotting_days, position)
                order by n.position
                returning %s
                """.formatted(COLUMNS),
                        NamedValues.of("workspace_id", workspaceId)
                                .and("pipeline_id", pipelineId)
                                .and("now", now)
                                .and(
                                        "names",
                                        stages.stream().map(NewStage::name).toArray(String[]::new))
                                .and(
                                        "colors",
                                        stages.stream().map(NewStage::color).toArray(String[]::new))
                                .and(
                                        "endings",
                                        stages.stream().map(StageSql::ending).toArray(String[]::new))
                                .and("probabilities", texts(stages, NewStage::probability))
                                .and("rotting_days", texts(stages, NewStage::rottingDays)))
                .stream()
                .sorted(Comparator.comparingInt(Stage::position))
                .toList();
    }

    Stage update(long workspaceId, Stage stage, Instant now) {
        return sql.get(
                workspaceId,
                StageSql::read,
                """
                update pipeline_stages
                set name = :name, color = :color, position = :position, is_won = :is_won, is_lost = :is_lost,
                    probability = :probability::integer, rotting_days = :rotting_days::integer, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("name", stage.name())
                        .and("color", stage.color())
                        .and("position", stage.position())
                        .and("is_won", stage.isWon())
                        .and("is_lost", stage.isLost())
                        .and("probability", stage.probability())
                        .and("rotting_days", stage.rottingDays())
                        .and("updated_at", now)
                        .and("workspace_id", workspaceId)
                        .and("id", stage.id()));
    }

    /** Gives the stages the positions they have in the list. */
    void order(long workspaceId, List<Long> ids) {
        sql.update(workspaceId, """
                update pipeline_stages s
                set position = o.position
                from unnest(?::bigint[]) with ordinality as o (id, position)
                where s.workspace_id = ?
                  and s.id = o.id
                  and s.position <> o.position
                """, array(ids), workspaceId);
    }

    /** False if there are leads in it. */
    boolean delete(long workspaceId, long id) {
        return deleted(() -> sql.update(workspaceId, """
                delete from pipeline_stages
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id));
    }

    /** False if there are leads in one of them. */
    boolean deleteAll(long workspaceId, long pipelineId) {
        return deleted(() -> sql.update(workspaceId, """
                delete from pipeline_stages
                where workspace_id = ?
                  and pipeline_id = ?
                """, workspaceId, pipelineId));
    }

    /** The foreign key of leads decides, because it waits for leads that are just entering. */
    private static boolean deleted(Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (DataIntegrityViolationException e) {
            if (!Sql.isForeignKeyViolation(e)) {
                throw e;
            }
            return false;
        }
    }

    private static String ending(NewStage stage) {
        return stage.isWon() ? "won" : stage.isLost() ? "lost" : "none";
    }

    /** As texts, of which some may be null. */
    private static @Nullable String[] texts(List<NewStage> stages, Function<NewStage, @Nullable Long> number) {
        return stages.stream()
                .map(stage -> Objects.toString(number.apply(stage), null))
                .toArray(String[]::new);
    }

    private static long[] array(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private static Stage read(ResultSet row) throws SQLException {
        var isWon = row.getBoolean("is_won");
        var isLost = row.getBoolean("is_lost");
        var probability = row.getObject("probability", Integer.class);
        return new Stage(
                row.getLong("id"),
                row.getLong("pipeline_id"),
                row.getString("name"),
                row.getString("color"),
                row.getInt("position"),
                isWon,
                isLost,
                probability == null ? Stage.usualProbability(isWon, isLost) : probability,
                row.getObject("rotting_days", Integer.class),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
