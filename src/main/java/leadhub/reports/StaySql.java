package leadhub.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on how long leads were in stages that they have left. */
@Component
class StaySql {
    private final Sql sql;

    StaySql(Sql sql) {
        this.sql = sql;
    }

    /**
     * A lead in a stage that it has left.
     *
     * @param sequence the number of the event by which it did
     */
    record Stay(long leadId, long sequence, long stageId, long toStageId, Instant enteredAt, Instant leftAt) {}

    void add(long workspaceId, List<Stay> stays) {
        sql.defer(
                workspaceId,
                """
                insert into lead_stays (workspace_id, lead_id, sequence, stage_id, to_stage_id, entered_at, left_at)
                select ?, s.lead_id, s.sequence, s.stage_id, s.to_stage_id, s.entered_at, s.left_at
                from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                    as s (lead_id, sequence, stage_id, to_stage_id, entered_at, left_at)
                on conflict do nothing
                """,
                workspaceId,
                numbers(stays, Stay::leadId),
                numbers(stays, Stay::sequence),
                numbers(stays, Stay::stageId),
                numbers(stays, Stay::toStageId),
                stays.stream().map(stay -> stay.enteredAt().toString()).toArray(String[]::new),
                stays.stream().map(stay -> stay.leftAt().toString()).toArray(String[]::new));
    }

    private static long[] numbers(List<Stay> stays, ToLongFunction<Stay> number) {
        return stays.stream().mapToLong(number).toArray();
    }

    /**
     * The stays in a stage that ended in a period.
     *
     * @param period its first day; null where there is one for all
     * @param movedOn how many went to a later stage of the pipeline, or to a won one
     * @param seconds all of them together
     * @param median half of them lasted for so many minutes at most
     */
    record Stays(@Nullable LocalDate period, long stageId, long left, long movedOn, long seconds, long median) {}

    /** Those of the leads that a statement finds. Stays of one length are counted before they are put in order, which is quick for millions. */
    List<Stays> read(long workspaceId, Statement matching, ReportRequest request, int most) {
        var values = new ArrayList<@Nullable Object>(matching.values());
        var period = request.periods().sql("s.left_at", values);
        values.addAll(List.of(workspaceId, workspaceId, workspaceId, request.begins(), request.ends(), most));
        return sql.queryInParallel(
                workspaceId,
                StaySql::readStays,
                new Statement("""
                with matching as (
                    %s
                ), lengths as (
                    select %s as period, s.stage_id,
                           floor(extract(epoch from s.left_at - s.entered_at) / 60)::bigint as minutes, count(*) as stays,
                           sum(extract(epoch from s.left_at - s.entered_at)) as seconds,
                           count(*) filter (where became.is_won
                               or became.pipeline_id = was.pipeline_id and became.position > was.position
                                  and not became.is_lost) as moved_on
                    from lead_stays s
                    join matching on matching.id = s.lead_id
                    join pipeline_stages was on was.workspace_id = ? and was.id = s.stage_id
                    left join pipeline_stages became on became.workspace_id = ? and became.id = s.to_stage_id
                    where s.workspace_id = ?
                      and s.left_at >= ?
                      and s.left_at < ?
                    group by 1, 2, 3
                ), ordered as (
                    select lengths.*, sum(stays) over (partition by period, stage_id order by minutes) as shorter,
                           sum(stays) over (partition by period, stage_id) as everything
                    from lengths
                )
                select period, stage_id, sum(stays) as stays, sum(moved_on) as moved_on, sum(seconds) as seconds,
                       min(minutes) filter (where shorter * 2 >= everything) as median
                from ordered
                group by 1, 2
                limit ?
                """.formatted(matching.text().strip(), period), values));
    }

    private static Stays readStays(ResultSet row) throws SQLException {
        return new Stays(
                row.getObject("period", LocalDate.class),
                row.getLong("stage_id"),
                row.getLong("stays"),
                row.getLong("moved_on"),
                row.getLong("seconds"),
                row.getLong("median"));
    }
}
