package leadhub.forms.visits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on how often forms are seen, begun and sent. */
@Component
class VisitSql {
    private final Sql sql;

    VisitSql(Sql sql) {
        this.sql = sql;
    }

    /** Where and when something is counted. */
    record Place(long formId, LocalDate day, String host) {}

    /** How much of each is added. */
    record Step(int views, int starts, int submissions, int spam, int unsolved, int policyBlocks, int hostBlocks) {
        static final Step VIEW = new Step(1, 0, 0, 0, 0, 0, 0);
        static final Step START = new Step(0, 1, 0, 0, 0, 0, 0);
        static final Step SUBMISSION = submissions(1);
        static final Step SPAM = new Step(0, 0, 0, 1, 0, 0, 0);
        static final Step UNSOLVED = new Step(0, 0, 0, 1, 1, 0, 0);
        static final Step POLICY_BLOCK = new Step(0, 0, 0, 0, 0, 1, 0);
        static final Step HOST_BLOCK = new Step(0, 0, 0, 0, 0, 0, 1);

        static Step submissions(int number) {
            return new Step(0, 0, number, 0, 0, 0, 0);
        }
    }

    /** Adds, with the next statement of the transaction; a host beyond the limit of a day counts with all others that are. */
    void add(long workspaceId, Place place, int slot, Step step, int mostHosts) {
        sql.defer(
                workspaceId,
                """
                insert into form_days as d
                    (workspace_id, form_id, day, slot, host, views, starts, submissions, spam, unsolved, policy_blocks, host_blocks)
                select :workspace, :form, :day, :slot,
                    case
                        when exists (
                            select from form_days
                            where workspace_id = :workspace and form_id = :form and day = :day and host = :host) then :host
                        when (
                            select count(distinct host) from form_days
                            where workspace_id = :workspace and form_id = :form and day = :day) < :most then :host
                        else :other
                    end,
                    :views, :starts, :submissions, :spam, :unsolved, :policy_blocks, :host_blocks
                on conflict (workspace_id, form_id, day, host, slot) do update
                set views = d.views + excluded.views, starts = d.starts + excluded.starts,
                    submissions = d.submissions + excluded.submissions, spam = d.spam + excluded.spam,
                    unsolved = d.unsolved + excluded.unsolved, policy_blocks = d.policy_blocks + excluded.policy_blocks,
                    host_blocks = d.host_blocks + excluded.host_blocks
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", place.formId())
                        .and("day", place.day())
                        .and("slot", slot)
                        .and("host", place.host())
                        .and("other", VisitHost.OTHER)
                        .and("most", mostHosts)
                        .and("views", step.views())
                        .and("starts", step.starts())
                        .and("submissions", step.submissions())
                        .and("spam", step.spam())
                        .and("unsolved", step.unsolved())
                        .and("policy_blocks", step.policyBlocks())
                        .and("host_blocks", step.hostBlocks()));
    }

    void addLeaver(long workspaceId, long formId, LocalDate day, String key) {
        sql.update(workspaceId, """
                insert into form_field_days as d (workspace_id, form_id, day, field_key, leavers)
                values (?, ?, ?, ?, 1)
                on conflict (workspace_id, form_id, day, field_key) do update
                set leavers = d.leavers + 1
                """, workspaceId, formId, day, key);
    }

    /** By hosts since a day, included; the one with most views first. */
    List<FormFigures.Host> hosts(long workspaceId, long formId, LocalDate since, int most) {
        return sql.query(workspaceId, VisitSql::host, """
                select host, sum(views) as views, sum(starts) as starts, sum(submissions) as submissions,
                    sum(spam) as spam, sum(unsolved) as unsolved, sum(policy_blocks) as policy_blocks,
                    sum(host_blocks) as host_blocks
                from form_days
                where workspace_id = ?
                  and form_id = ?
                  and day >= ?
                group by host
                order by sum(views) desc, host
                limit ?
                """, workspaceId, formId, since, most);
    }

    /** By fields since a day, included; the one with most leavers first. */
    List<FormFigures.Drop> drops(long workspaceId, long formId, LocalDate since, int most) {
        return sql.query(
                workspaceId,
                row -> new FormFigures.Drop(row.getString("field_key"), row.getLong("leavers")),
                """
                select field_key, sum(leavers) as leavers
                from form_field_days
                where workspace_id = ?
                  and form_id = ?
                  and day >= ?
                group by field_key
                order by sum(leavers) desc, field_key
                limit ?
                """,
                workspaceId,
                formId,
                since,
                most);
    }

    private static FormFigures.Host host(ResultSet row) throws SQLException {
        return new FormFigures.Host(
                row.getString("host"),
                row.getLong("views"),
                row.getLong("starts"),
                row.getLong("submissions"),
                row.getLong("spam"),
                row.getLong("unsolved"),
                row.getLong("policy_blocks"),
                row.getLong("host_blocks"));
    }

    void forget(long workspaceId, LocalDate before) {
        sql.update(workspaceId, "delete from form_days where workspace_id = ? and day < ?", workspaceId, before);
        sql.update(workspaceId, "delete from form_field_days where workspace_id = ? and day < ?", workspaceId, before);
    }
}
