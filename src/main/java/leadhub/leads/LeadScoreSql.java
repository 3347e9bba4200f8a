package leadhub.leads;

import java.util.List;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.springframework.stereotype.Component;

/** The statements that read and write the scores of many leads. */
@Component
class LeadScoreSql {
    private final Sql sql;

    LeadScoreSql(Sql sql) {
        this.sql = sql;
    }

    List<Lead> before(long workspaceId, long id, int most) {
        return sql.query(workspaceId, LeadRows::read, """
                select %s, false as possible_duplicate
                from leads l
                where l.workspace_id = ?
                  and l.id < ?
                order by l.id desc
                limit ?
                """.formatted(LeadRows.OWN_COLUMNS), workspaceId, id, most);
    }

    /** In the order in which everybody locks many leads. */
    List<Long> lockAfter(long workspaceId, long id, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from leads
                where workspace_id = ?
                  and id > ?
                order by id
                limit ?
                for no key update
                """, workspaceId, id, most);
    }

    /** The same, of those that a transaction from this one on has written. */
    List<Long> lockWrittenSince(long workspaceId, long transaction, long id, int most) {
        return sql.query(
                workspaceId,
                row -> row.getLong("id"),
                """
                select id
                from leads
                where workspace_id = ?
                  and id > ?
                  and %s
                order by id
                limit ?
                for no key update
                """.formatted(Moments.LEAD_WRITTEN_SINCE),
                workspaceId,
                id,
                transaction,
                most);
    }

    List<Lead> read(long workspaceId, List<Long> ids) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select %s, false as possible_duplicate
                from leads l
                where l.workspace_id = ?
                  and l.id = any (?)
                order by l.id
                """.formatted(LeadRows.OWN_COLUMNS),
                workspaceId,
                ids.stream().mapToLong(Long::longValue).toArray());
    }

    /** Nobody touched the leads, so when they were updated stays. */
    void write(long workspaceId, List<Lead> leads) {
        sql.update(
                workspaceId,
                """
                update leads l
                set lead_score = wanted.score, event_sequence = wanted.sequence
                from unnest(?::bigint[], ?::integer[], ?::bigint[]) as wanted (id, score, sequence)
                where l.workspace_id = ?
                  and l.id = wanted.id
                """,
                leads.stream().mapToLong(Lead::id).toArray(),
                leads.stream().mapToInt(Lead::leadScore).toArray(),
                leads.stream().mapToLong(Lead::eventSequence).toArray(),
                workspaceId);
    }
}
