package leadhub.leads;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The statements that delete leads, and those that bring them back: what the first ones write the others read. What
 * other features keep of leads goes along as they say in their {@link LeadPart}s.
 */
@Component
class LeadDeletionSql {
    private final Sql sql;
    private final List<String> tables;

    LeadDeletionSql(Sql sql, List<LeadPart> parts) {
        this.sql = sql;
        this.tables = parts.stream()
                .filter(part -> part.deletion() == LeadPart.Deletion.KEPT_FOR_RESTORING)
                .map(LeadPart::table)
                .sorted()
                .toList();
    }

    /** Something about each table of a part, one after the other. */
    private String eachPart(String text) {
        return tables.stream().map(table -> text.replace("TABLE", table)).collect(Collectors.joining());
    }

    /** Removes leads with all that is theirs, and keeps what they were, so that they can come back. */
    void delete(Caller caller, long[] ids, Instant now) {
        var workspaceId = caller.workspaceId();
        sql.defer(
                workspaceId,
                """
                with gone as materialized (
                    select l.id, l.created_at, l.assigned_user_id, l.tag_ids,
                           to_jsonb(l) || jsonb_build_object('event_sequence', l.event_sequence + 1) as lead
                    from leads l
                    where l.workspace_id = :workspace_id
                      and l.id = any (:ids)
                ), untagged as (
                    delete from lead_tags worn
                    using (select id, created_at, unnest(tag_ids) as tag_id from gone) tagged
                    where worn.workspace_id = :workspace_id
                      and worn.tag_id = tagged.tag_id
                      and worn.created_at = tagged.created_at
                      and worn.lead_id = tagged.id
                ), forgotten as (
                    delete from lead_search
                    where workspace_id = :workspace_id
                      and lead_id = any (:ids)
                    returning lead_id, pieces
                )%s
                insert into deleted_leads
                    (workspace_id, lead_id, deleted_at, deleted_by, assigned_user_id, lead, pieces, parts)
                select :workspace_id, gone.id, :now, :deleted_by::jsonb, gone.assigned_user_id, gone.lead,
                       coalesce((select pieces from forgotten where lead_id = gone.id), '{}'),
                       '{}'::jsonb%s
                from gone
                returning lead_id
                """.formatted(eachPart("""
                        , TABLE_gone as (
                            delete from TABLE p
                            where p.workspace_id = :workspace_id
                              and p.lead_id = any (:ids)
                            returning p.*
                        )"""), eachPart("""
                         || coalesce((select jsonb_build_object('TABLE', jsonb_agg(to_jsonb(part))) from TABLE_gone part
                                      where part.lead_id = gone.id having count(*) > 0), '{}')""")),
                NamedValues.of("workspace_id", workspaceId)
                        .and("ids", ids)
                        .and("now", now)
                        .and("deleted_by", Json.write(caller.actor())));
        sql.defer(workspaceId, "delete from leads where workspace_id = ? and id = any (?)", workspaceId, ids);
    }

    /**
     * Takes deleted leads back into the leads, with what went with them; which ones were there to be taken. A stage that
     * is gone is replaced by the first of its pipeline, a pipeline that is gone by the default one; tags that are gone
     * are left off, and so is an external id that another lead has by now. What was deleted before events were numbered has no number yet.
     */
    List<Long> restore(long workspaceId, @Nullable Owners visible, long[] ids, Instant since, Instant now) {
        try {
            return restoreUnchecked(workspaceId, visible, ids, since, now);
        } catch (DataIntegrityViolationException e) {
            throw Sql.isForeignKeyViolation(e) ? LeadPlaces.gone() : e;
        }
    }

    /** In one round trip: those of the deleted leads that are leads again have been taken. */
    private List<Long> restoreUnchecked(
            long workspaceId, @Nullable Owners visible, long[] ids, Instant since, Instant now) {
        lock(workspaceId, ids);
        putBack(workspaceId, visible, ids, since, now);
        sql.defer(workspaceId, """
                insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                select l.workspace_id, l.id, l.created_at, l.search_text, d.pieces
                from deleted_leads d
                join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
                where d.workspace_id = ?
                  and d.lead_id = any (?)
                """, workspaceId, ids);
        sql.defer(workspaceId, """
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select l.workspace_id, unnest(l.tag_ids), l.created_at, l.id
                from deleted_leads d
                join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
                where d.workspace_id = ?
                  and d.lead_id = any (?)
                """, workspaceId, ids);
        tables.forEach(table -> sql.defer(workspaceId, """
                insert into TABLE
                select part.*
                from deleted_leads d
                join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
                cross join lateral jsonb_populate_recordset(null::TABLE, d.parts -> 'TABLE') part
                where d.workspace_id = ?
                  and d.lead_id = any (?)
                returning lead_id
                """.replace("TABLE", table), workspaceId, ids));
        return sql.query(workspaceId, row -> row.getLong("lead_id"), """
                delete from deleted_leads d
                using leads l
                where d.workspace_id = ?
                  and d.lead_id = any (?)
                  and l.workspace_id = ?
                  and l.id = d.lead_id
                returning d.lead_id
                """, workspaceId, ids, workspaceId);
    }

    /** Nobody else takes any of them until the transaction ends. */
    private void lock(long workspaceId, long[] ids) {
        sql.defer(workspaceId, """
                select lead_id
                from deleted_leads
                where workspace_id = ?
                  and lead_id = any (?)
                order by lead_id
                for update
                """, workspaceId, ids);
    }

    private void putBack(long workspaceId, @Nullable Owners visible, long[] ids, Instant since, Instant now) {
        var array = visible == null ? null : visible.array();
        sql.defer(
                workspaceId,
                """
                with taken as materialized (
                    select lead_id, lead
                    from deleted_leads
                    where workspace_id = :workspace_id
                      and lead_id = any (:ids)
                      and deleted_at >= :since
                      and (:owners::text is null or %s)
                ), placed as materialized (
                    select taken.lead || jsonb_build_object(
                               'pipeline_id', stage.pipeline_id,
                               'stage_id', stage.id,
                               'tag_ids', worn.ids,
                               'external_id', free.external_id,
                               'event_sequence', coalesce((taken.lead ->> 'event_sequence')::bigint, 0) + 1,
                               'updated_at', :now::timestamptz) as lead
                    from taken
                    cross join lateral (
                        select s.id, s.pipeline_id
                        from pipeline_stages s
                        join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
                        where s.workspace_id = :workspace_id
                        order by s.id = (taken.lead ->> 'stage_id')::bigint desc,
                                 p.id = (taken.lead ->> 'pipeline_id')::bigint desc,
                                 p.is_default desc, s.position
                        limit 1
                    ) stage
                    cross join lateral (
                        select coalesce(jsonb_agg(t.id order by tag.place), '[]') as ids
                        from jsonb_array_elements_text(taken.lead -> 'tag_ids') with ordinality as tag (id, place)
                        join tags t on t.workspace_id = :workspace_id and t.id = tag.id::bigint
                    ) worn
                    cross join lateral (
                        select case when not exists (
                                   select 1
                                   from leads other
                                   where other.workspace_id = :workspace_id
                                     and other.external_id = taken.lead ->> 'external_id')
                                and not exists (
                                   select 1
                                   from taken older
                                   where older.lead_id < taken.lead_id
                                     and older.lead ->> 'external_id' = taken.lead ->> 'external_id')
                               then taken.lead ->> 'external_id' end as external_id
                    ) free
                )
                insert into leads
                select l.*
                from placed
                cross join lateral jsonb_populate_record(null::leads, placed.lead) l
                returning id
                """.formatted(Owners.condition("assigned_user_id").replace("?", ":owners")),
                NamedValues.of("workspace_id", workspaceId)
                        .and("ids", ids)
                        .and("since", since)
                        .and("owners", array)
                        .and("now", now));
    }
}
