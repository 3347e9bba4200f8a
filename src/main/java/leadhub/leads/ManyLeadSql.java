package leadhub.leads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** The statements that hold and change many leads at once. */
@Component
class ManyLeadSql {
    private final Sql sql;

    ManyLeadSql(Sql sql) {
        this.sql = sql;
    }

    /** Those of the leads that are there, by id; nobody else changes them until the transaction ends. */
    List<Lead> lock(long workspaceId, long[] ids) {
        // Read by a second statement, as LeadSql.lock does and says why.
        var locking = Sql.Statement.of("""
                select count(*)
                from (
                    select
                    from leads
                    where workspace_id = ?
                      and id = any (?)
                    order by id
                    for no key update
                ) locked
                """, workspaceId, ids);
        return sql.both(workspaceId, row -> row.getLong(1), locking, LeadRows::read, LeadRows.finding(workspaceId, ids))
                .second();
    }

    List<Long> next(long workspaceId, long after, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from leads
                where workspace_id = ?
                  and id > ?
                order by id
                limit ?
                """, workspaceId, after, most);
    }

    /** Writes status, place, owner, score, tags and why a lead is lost; nothing else of a lead is changed here. */
    void update(long workspaceId, List<LeadRecord.Change> changes, Function<Lead, @Nullable String> folded) {
        var asked = changes.stream()
                .map(change -> columns(change.before(), change.after(), folded.apply(change.after())))
                .toList();
        try {
            sql.update(workspaceId, """
                    with asked as materialized (
                        select a.*
                        from jsonb_to_recordset(?::jsonb)
                            as a (id bigint, status text, pipeline_id bigint, stage_id bigint, assigned_user_id bigint,
                                  lead_score integer, tag_ids bigint[], had_tag_ids bigint[], updated_at timestamptz,
                                  event_sequence bigint, stage_since timestamptz, closed_at timestamptz, lost_reason text,
                                  folded jsonb)
                    ), changed as (
                        update leads l
                        set status = asked.status, pipeline_id = asked.pipeline_id, stage_id = asked.stage_id,
                            assigned_user_id = asked.assigned_user_id, lead_score = asked.lead_score,
                            tag_ids = asked.tag_ids, updated_at = asked.updated_at, event_sequence = asked.event_sequence,
                            stage_since = asked.stage_since, closed_at = asked.closed_at,
                            lost_reason = asked.lost_reason, folded = asked.folded
                        from asked
                        where l.workspace_id = ?
                          and l.id = asked.id
                        returning l.id, l.created_at, asked.tag_ids, asked.had_tag_ids
                    ), untagged as (
                        delete from lead_tags worn
                        using (select id, created_at, tag_ids, unnest(had_tag_ids) as tag_id from changed) had
                        where worn.workspace_id = ?
                          and worn.tag_id = had.tag_id
                          and worn.created_at = had.created_at
                          and worn.lead_id = had.id
                          and had.tag_id <> all (had.tag_ids)
                    )
                    insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                    select ?, has.tag_id, has.created_at, has.id
                    from (select id, created_at, had_tag_ids, unnest(tag_ids) as tag_id from changed) has
                    where has.tag_id <> all (has.had_tag_ids)
                    on conflict do nothing
                    """, Json.write(asked), workspaceId, workspaceId, workspaceId);
        } catch (DataIntegrityViolationException e) {
            throw Sql.isForeignKeyViolation(e) ? LeadPlaces.gone() : e;
        }
    }

    private static LinkedHashMap<String, Object> columns(Lead before, Lead after, @Nullable String folded) {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("id", after.id());
        columns.put("status", after.status().word());
        columns.put("pipeline_id", after.pipelineId());
        columns.put("stage_id", after.stageId());
        if (after.assignedUserId() != null) {
            columns.put("assigned_user_id", after.assignedUserId());
        }
        columns.put("lead_score", after.leadScore());
        columns.put("tag_ids", after.tagIds());
        columns.put("had_tag_ids", before.tagIds());
        columns.put("updated_at", after.updatedAt().toString());
        columns.put("event_sequence", after.eventSequence());
        putUnlessNull(columns, "stage_since", after.get(LeadFields.STAGE_SINCE));
        putUnlessNull(columns, "closed_at", after.closedAt());
        putUnlessNull(columns, "lost_reason", after.lostReason());
        if (folded != null) {
            columns.put("folded", Json.MAPPER.readTree(folded));
        }
        return columns;
    }

    private static void putUnlessNull(LinkedHashMap<String, Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value.toString());
        }
    }
}
