package leadhub.leads;

import java.time.Clock;
import java.util.List;
import java.util.function.ToIntFunction;
import leadhub.base.Sql;
import leadhub.base.Times;
import leadhub.scoring.ScoredLeads.Rescored;
import org.springframework.stereotype.Component;

/** The statements that read and write the scores of many leads. */
@Component
class LeadScoreSql {
    private final Sql sql;
    private final Clock clock;

    LeadScoreSql(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
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

    /**
     * The same, of those that a transaction from this one on has written. Rows bear the low half of their transaction's
     * number; one that is mistaken for a later one after two billion others is looked at for nothing.
     */
    List<Long> lockWrittenSince(long workspaceId, long transaction, long id, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from leads
                where workspace_id = ?
                  and id > ?
                  and age(xmin) <= age((?::bigint & 4294967295)::text::xid)
                order by id
                limit ?
                for no key update
                """, workspaceId, id, transaction, most);
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

    /** Nobody touched the lead, so when it was updated stays; what filters ask for stays too, so totals do. */
    void write(long workspaceId, String actor, List<Rescored> leads) {
        sql.update(
                workspaceId,
                """
                with changed as (
                    update leads l
                    set lead_score = wanted.score
                    from unnest(?::bigint[], ?::integer[], ?::integer[]) as wanted (id, was, score)
                    where l.workspace_id = ?
                      and l.id = wanted.id
                    returning l.workspace_id, l.id, wanted.was, wanted.score
                )
                insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, detail)
                select workspace_id, id, 'lead.rescored', ?, ?::jsonb, jsonb_build_object('before', was, 'after', score)
                from changed
                """,
                leads.stream().mapToLong(Rescored::id).toArray(),
                numbers(leads, Rescored::before),
                numbers(leads, Rescored::after),
                workspaceId,
                Times.now(clock),
                actor);
    }

    private static int[] numbers(List<Rescored> leads, ToIntFunction<Rescored> number) {
        return leads.stream().mapToInt(number).toArray();
    }
}
