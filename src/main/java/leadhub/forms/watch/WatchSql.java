package leadhub.forms.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.forms.visits.VisitHost;
import org.springframework.stereotype.Component;

/** The statements on how forms do, and on what administrators were told of it. */
@Component("formWatchSql")
class WatchSql {
    private final Sql sql;

    WatchSql(Sql sql) {
        this.sql = sql;
    }

    /** What was counted of a form and a host. */
    record Counted(
            long formId,
            String host,
            long views,
            long submissions,
            long unsolved,
            long policyBlocks,
            long hostBlocks) {}

    /** Of published forms since a day, only where something went wrong. */
    List<Counted> counted(long workspaceId, LocalDate since) {
        return sql.query(
                workspaceId,
                row -> new Counted(
                        row.getLong("form_id"),
                        row.getString("host"),
                        row.getLong("views"),
                        row.getLong("submissions"),
                        row.getLong("unsolved"),
                        row.getLong("policy_blocks"),
                        row.getLong("host_blocks")),
                """
                select d.form_id, d.host, sum(d.views) as views, sum(d.submissions) as submissions,
                    sum(d.unsolved) as unsolved, sum(d.policy_blocks) as policy_blocks, sum(d.host_blocks) as host_blocks
                from forms f
                join form_days d on d.workspace_id = f.workspace_id and d.form_id = f.id and d.day >= ? and d.host <> ?
                where f.workspace_id = ?
                  and f.removed_at is null
                  and f.status = 'published'
                group by d.form_id, d.host
                having sum(d.policy_blocks) + sum(d.host_blocks) + sum(d.unsolved) > 0
                order by sum(d.policy_blocks) + sum(d.host_blocks) desc, d.host
                """,
                since,
                VisitHost.PROGRAMS,
                workspaceId);
    }

    /**
     * When something that is no spam came by each published form, the latest first.
     *
     * @param before only forms by which nothing has come since
     */
    Map<Long, List<Instant>> came(long workspaceId, Instant before, int most) {
        var came = new HashMap<Long, List<Instant>>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getLong("form_id"), Times.get(row, "created_at")),
                        """
                        select f.id as form_id, s.created_at
                        from forms f
                        cross join lateral (
                            select id, created_at
                            from form_submissions
                            where workspace_id = ?
                              and form_id = f.id
                              and status <> 'spam'
                            order by id desc
                            limit ?) s
                        where f.workspace_id = ?
                          and f.removed_at is null
                          and f.status = 'published'
                          and greatest(f.last_submission_at, (
                              select max(last_submission_at)
                              from form_counts
                              where workspace_id = ?
                                and form_id = f.id)) < ?
                        order by f.id, s.id desc
                        """,
                        workspaceId,
                        most,
                        workspaceId,
                        workspaceId,
                        before)
                .forEach(one -> came.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return came;
    }

    /** Of which trouble administrators were told last; only forms of which they were told. */
    Map<Long, String> told(long workspaceId) {
        var told = new HashMap<Long, String>();
        sql.query(workspaceId, row -> Map.entry(row.getLong("id"), row.getString("told_of")), """
                        select id, told_of
                        from forms
                        where workspace_id = ?
                          and told_of is not null
                        """, workspaceId)
                .forEach(one -> told.put(one.getKey(), one.getValue()));
        return told;
    }

    /**
     * Writes down of what they are told; false if another process did meanwhile, or if they were told lately.
     *
     * @param lately who was told after that isn't told of anything else yet
     */
    boolean tell(long workspaceId, long id, String trouble, Instant now, Instant lately) {
        return sql.update(workspaceId, """
                        update forms
                        set told_of = ?, told_at = ?
                        where workspace_id = ?
                          and id = ?
                          and told_of is distinct from ?
                          and (told_at is null or told_at <= ?)
                        """, trouble, now, workspaceId, id, trouble, lately) == 1;
    }

    /** There is no trouble any more. */
    void forget(long workspaceId, long id) {
        sql.update(workspaceId, "update forms set told_of = null where workspace_id = ? and id = ?", workspaceId, id);
    }
}
