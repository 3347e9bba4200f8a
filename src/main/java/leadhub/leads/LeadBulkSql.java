package leadhub.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that lock all leads of a tag or stage, and find them. */
@Component
class LeadBulkSql {
    private final Sql sql;

    LeadBulkSql(Sql sql) {
        this.sql = sql;
    }

    /** Where a lead stands in the order in which leads were made. */
    record Place(Instant createdAt, long id) {
        /** Before all of them. */
        static final Place FIRST = new Place(Instant.EPOCH, 0);
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

    /** The next that wear a tag. */
    List<Place> tagged(long workspaceId, long tagId, Place place, int most) {
        return sql.query(
                workspaceId, LeadBulkSql::readPlace, """
                select created_at, lead_id as id
                from lead_tags
                where workspace_id = ?
                  and tag_id = ?
                  and (created_at, lead_id) > (?, ?)
                order by created_at, lead_id
                limit ?
                """, workspaceId, tagId, place.createdAt(), place.id(), most);
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

    /** The next that are in a stage. */
    List<Place> inStage(long workspaceId, long stageId, Place place, int most) {
        return sql.query(
                workspaceId, LeadBulkSql::readPlace, """
                select created_at, id
                from leads
                where workspace_id = ?
                  and stage_id = ?
                  and (created_at, id) > (?, ?)
                order by created_at, id
                limit ?
                """, workspaceId, stageId, place.createdAt(), place.id(), most);
    }

    private static Place readPlace(ResultSet row) throws SQLException {
        return new Place(Times.get(row, "created_at"), row.getLong("id"));
    }

    void allowLong() {
        sql.allowLong();
    }
}
