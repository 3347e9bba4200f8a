package leadhub.leads;

import java.time.Instant;
import java.util.List;
import leadhub.base.Sql;
import org.springframework.stereotype.Component;

/** The statements that lock all leads of a tag or stage, and read them. */
@Component
class LeadBulkSql {
    private final Sql sql;

    LeadBulkSql(Sql sql) {
        this.sql = sql;
    }

    /** Waits for those who are changing leads with this tag; they hold their lead when they come for its tags. */
    void lockTagged(long workspaceId, long tagId) {
        sql.query(workspaceId, row -> row.getLong(1), """
                select count(*)
                from (
                    select
                    from lead_tags worn
                    join leads l on l.workspace_id = worn.workspace_id and l.id = worn.lead_id
                    where worn.workspace_id = ?
                      and worn.tag_id = ?
                    order by l.id
                    for no key update of l
                ) locked
                """, workspaceId, tagId);
    }

    /** The next that wear a tag, which the caller has locked. */
    List<Lead> tagged(long workspaceId, long tagId, Instant createdAt, long id, int most) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                with next as materialized (
                    select created_at, lead_id
                    from lead_tags
                    where workspace_id = ?
                      and tag_id = ?
                      and (created_at, lead_id) > (?, ?)
                    order by created_at, lead_id
                    limit ?
                )
                select %s, false as possible_duplicate
                from next
                join leads l on l.workspace_id = ? and l.id = next.lead_id
                order by next.created_at, next.lead_id
                """.formatted(LeadRows.OWN_COLUMNS),
                workspaceId,
                tagId,
                createdAt,
                id,
                most,
                workspaceId);
    }

    /** Whoever changes them is waited for. */
    void lockInStage(long workspaceId, long stageId) {
        sql.query(workspaceId, row -> row.getLong(1), """
                select count(*)
                from (
                    select
                    from leads
                    where workspace_id = ?
                      and stage_id = ?
                    order by id
                    for no key update
                ) locked
                """, workspaceId, stageId);
    }

    /** The next that are in a stage, which the caller has locked. */
    List<Lead> inStage(long workspaceId, long stageId, Instant createdAt, long id, int most) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select %s, false as possible_duplicate
                from leads l
                where l.workspace_id = ?
                  and l.stage_id = ?
                  and (l.created_at, l.id) > (?, ?)
                order by l.created_at, l.id
                limit ?
                """.formatted(LeadRows.OWN_COLUMNS),
                workspaceId,
                stageId,
                createdAt,
                id,
                most);
    }

    void allowLong() {
        sql.allowLong();
    }
}
