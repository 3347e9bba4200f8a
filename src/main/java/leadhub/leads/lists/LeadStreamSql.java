package leadhub.leads.lists;

import java.util.List;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.springframework.stereotype.Component;

/** The statements that go through all leads of a list, which is found once. Within one transaction. */
@Component
class LeadStreamSql {
    private final Sql sql;

    LeadStreamSql(Sql sql) {
        this.sql = sql;
    }

    void open(long workspaceId, Sql.Statement ids) {
        sql.allowLong();
        sql.update(
                workspaceId,
                "declare all_leads no scroll cursor for " + ids.text(),
                ids.values().toArray());
    }

    /** The next ids; none at the end. */
    long[] next(long workspaceId, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), "fetch forward " + most + " from all_leads").stream()
                .mapToLong(id -> id)
                .toArray();
    }

    /** The first of some leads, in their order: as many as stay within a number of bytes, one at the least. */
    List<Lead> first(long workspaceId, long[] ids, boolean alsoTwins, long mostBytes) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select l.*
                from (
                    select l.*, sum(%s) over (order by l.place) - (%s) as bytes_before
                    from (
                        select %s, wanted.place
                        from unnest(?::bigint[]) with ordinality as wanted (id, place)
                        join leads l on l.workspace_id = ? and l.id = wanted.id
                        offset 0
                    ) l
                ) l
                where l.bytes_before < ?
                order by l.place
                """.formatted(
                        LeadRows.BYTES, LeadRows.BYTES, alsoTwins ? LeadRows.SPELLED_OUT : LeadRows.SPELLED_OUT_ALONE),
                ids,
                workspaceId,
                mostBytes);
    }
}
