package leadhub.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on when somebody first answered leads. */
@Component
class ResponseSql {
    private final Sql sql;

    ResponseSql(Sql sql) {
        this.sql = sql;
    }

    /** Only the first one counts. */
    void add(long workspaceId, long leadId, Instant at) {
        sql.defer(workspaceId, """
                insert into first_responses (workspace_id, lead_id, responded_at)
                values (?, ?, ?)
                on conflict do nothing
                """, workspaceId, leadId, at);
    }

    /** The same by those of the notes that tell of a call, an email or a meeting. */
    void addByNotes(long workspaceId, List<Long> ids) {
        sql.defer(
                workspaceId, """
                insert into first_responses (workspace_id, lead_id, responded_at)
                select workspace_id, lead_id, min(created_at)
                from lead_notes
                where workspace_id = ?
                  and id = any (?)
                  and kind is not null
                group by workspace_id, lead_id
                on conflict do nothing
                """, workspaceId, ids.stream().mapToLong(id -> id).toArray());
    }

    /**
     * The leads of a period that were answered.
     *
     * @param period its first day; null where there is one for all
     * @param median half of them waited for so many minutes at most
     * @param ninth so did nine of ten
     */
    record Responses(
            @Nullable LocalDate period, long answered, long median, long ninth, long withinHour, long withinDay) {}

    /** Those of the leads that a statement finds with when they were created. It begins with the answers, for most leads may have none. */
    List<Responses> read(long workspaceId, Statement matching, ReportRequest request) {
        var values = new ArrayList<@Nullable Object>(matching.values());
        values.addAll(List.of(workspaceId, workspaceId));
        var period = request.periods().sql("matching.created_at", values);
        values.addAll(List.of(request.begins(), request.ends()));
        return sql.queryInParallel(
                workspaceId,
                ResponseSql::readResponses,
                new Statement("""
                with matching as (
                    %s
                ), answered as (
                    select answers.lead_id, min(answers.answered_at) as answered_at
                    from (
                        select r.lead_id, r.responded_at as answered_at
                        from first_responses r
                        where r.workspace_id = ?
                        union all
                        select c.lead_id, c.answered_at
                        from conversations c
                        where c.workspace_id = ?
                          and c.lead_id is not null
                          and c.answered_at is not null
                    ) answers
                    group by answers.lead_id
                ), waits as (
                    select %s as period,
                           floor(greatest(0, extract(epoch from answered.answered_at - matching.created_at)) / 60)::bigint as minutes,
                           count(*) as leads
                    from answered
                    join matching on matching.id = answered.lead_id
                    where matching.created_at >= ?
                      and matching.created_at < ?
                    group by 1, 2
                ), ordered as (
                    select waits.*, sum(leads) over (partition by period order by minutes) as shorter,
                           sum(leads) over (partition by period) as everything
                    from waits
                )
                select period, sum(leads) as answered, min(minutes) filter (where shorter * 2 >= everything) as median,
                       min(minutes) filter (where shorter * 10 >= everything * 9) as ninth,
                       coalesce(sum(leads) filter (where minutes < 60), 0) as within_hour,
                       coalesce(sum(leads) filter (where minutes < 1440), 0) as within_day
                from ordered
                group by 1
                """.formatted(matching.text().strip(), period), values));
    }

    private static Responses readResponses(ResultSet row) throws SQLException {
        return new Responses(
                row.getObject("period", LocalDate.class),
                row.getLong("answered"),
                row.getLong("median"),
                row.getLong("ninth"),
                row.getLong("within_hour"),
                row.getLong("within_day"));
    }
}
