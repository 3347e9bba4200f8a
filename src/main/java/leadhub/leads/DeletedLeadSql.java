package leadhub.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Every statement on deleted leads, but for the one of {@link LeadSql} that deletes them. */
@Component
class DeletedLeadSql {
    private final Sql sql;

    DeletedLeadSql(Sql sql) {
        this.sql = sql;
    }

    /** Those that were deleted since and that the caller would see, the latest first. */
    List<DeletedLead> list(Caller caller, Instant since, Slice slice) {
        return sql.query(
                caller.workspaceId(),
                DeletedLeadSql::read,
                """
                select lead_id, lead, deleted_at, deleted_by
                from deleted_leads
                where workspace_id = ?
                  and deleted_at >= ?
                  and (not ? or assigned_user_id is null or assigned_user_id = ?)
                order by deleted_at desc, lead_id desc
                limit ? offset ?
                """,
                caller.workspaceId(),
                since,
                Sight.isNarrow(caller),
                caller.actor().id(),
                slice.limit(),
                slice.offset());
    }

    /**
     * Takes deleted leads back into the leads, with what went with them; which ones were there to be taken. A stage that
     * is gone is replaced by the first of its pipeline, a pipeline that is gone by the default one; tags that are gone
     * are left off.
     */
    List<Long> restore(Caller caller, long[] ids, Instant since, Instant now) {
        var workspaceId = caller.workspaceId();
        try {
            return sql.query(
                    workspaceId,
                    row -> row.getLong("id"),
                    """
                    with taken as (
                        delete from deleted_leads
                        where workspace_id = ?
                          and lead_id = any (?)
                          and deleted_at >= ?
                          and (not ? or assigned_user_id is null or assigned_user_id = ?)
                        returning lead, notes, tasks, pieces
                    ), placed as materialized (
                        select taken.notes, taken.tasks, taken.pieces,
                               taken.lead || jsonb_build_object(
                                   'pipeline_id', stage.pipeline_id,
                                   'stage_id', stage.id,
                                   'tag_ids', worn.ids,
                                   'updated_at', ?::timestamptz) as lead
                        from taken
                        cross join lateral (
                            select s.id, s.pipeline_id
                            from pipeline_stages s
                            join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
                            where s.workspace_id = ?
                            order by s.id = (taken.lead ->> 'stage_id')::bigint desc,
                                     p.id = (taken.lead ->> 'pipeline_id')::bigint desc,
                                     p.is_default desc, s.position
                            limit 1
                        ) stage
                        cross join lateral (
                            select coalesce(jsonb_agg(t.id order by tag.place), '[]') as ids
                            from jsonb_array_elements_text(taken.lead -> 'tag_ids') with ordinality as tag (id, place)
                            join tags t on t.workspace_id = ? and t.id = tag.id::bigint
                        ) worn
                    ), back as (
                        insert into leads
                        select l.*
                        from placed
                        cross join lateral jsonb_populate_record(null::leads, placed.lead) l
                        returning id, created_at, tag_ids
                    ), found_by as (
                        insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                        select l.workspace_id, l.id, l.created_at, l.search_text, placed.pieces
                        from placed
                        cross join lateral jsonb_populate_record(null::leads, placed.lead) l
                    ), tagged as (
                        insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                        select ?, unnest(tag_ids), created_at, id
                        from back
                    ), written as (
                        insert into lead_notes
                        select n.*
                        from placed
                        cross join lateral jsonb_populate_recordset(null::lead_notes, placed.notes) n
                    ), to_do as (
                        insert into lead_tasks
                        select t.*
                        from placed
                        cross join lateral jsonb_populate_recordset(null::lead_tasks, placed.tasks) t
                    )
                    select id
                    from back
                    """,
                    workspaceId,
                    ids,
                    since,
                    Sight.isNarrow(caller),
                    caller.actor().id(),
                    now,
                    workspaceId,
                    workspaceId,
                    workspaceId);
        } catch (DataIntegrityViolationException e) {
            throw Sql.isForeignKeyViolation(e) ? LeadPlaces.gone() : e;
        }
    }

    List<Long> workspaces() {
        return sql.globalQuery(row -> row.getLong("id"), "select id from workspaces order by id");
    }

    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from deleted_leads
                where workspace_id = ?
                  and deleted_at < ?
                """, workspaceId, before);
    }

    private static DeletedLead read(ResultSet row) throws SQLException {
        var lead = Json.MAPPER.readTree(row.getString("lead"));
        var id = row.getLong("lead_id");
        return new DeletedLead(
                id,
                LeadNames.of(
                        id,
                        lead.path("first_name").asString(""),
                        lead.path("last_name").asString(""),
                        lead.path("email").asString(""),
                        lead.path("phone").asString(""),
                        lead.path("company").asString("")),
                Times.get(row, "deleted_at"),
                Json.MAPPER.readValue(row.getString("deleted_by"), Actor.class));
    }
}
