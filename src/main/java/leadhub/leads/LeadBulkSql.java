package leadhub.leads;

import java.time.Clock;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Sql;
import leadhub.base.Times;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Component;

/** Statements that change many leads at once, each with its event and audit entry in the same statement. */
@Component
class LeadBulkSql {
    private static final String REMEMBER = """
            , remembered as (
                insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, before, after)
                select workspace_id, id, 'lead.updated', ?, ?::jsonb, before, after
                from changed
            )
            insert into audit_entries (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
            select workspace_id, ?, ?::jsonb, ?, ?, 'lead.updated', id, before, after
            from changed
            """;

    private final Sql sql;
    private final Clock clock;

    LeadBulkSql(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
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

    void untagAll(Caller caller, long tagId) {
        sql.allowLong();
        var now = Times.now(clock);
        var actor = Json.write(caller.actor());
        sql.update(
                caller.workspaceId(),
                """
                with worn as (
                    delete from lead_tags
                    where workspace_id = ?
                      and tag_id = ?
                    returning lead_id
                ), was as materialized (
                    select l.id, jsonb_strip_nulls(to_jsonb(l)) as before
                    from leads l
                    join worn on worn.lead_id = l.id
                    where l.workspace_id = ?
                    order by l.id
                    for no key update of l
                ), changed as (
                    update leads l
                    set tag_ids = array_remove(l.tag_ids, ?), updated_at = ?
                    from was
                    where l.workspace_id = ?
                      and l.id = was.id
                    returning l.workspace_id, l.id, was.before, jsonb_strip_nulls(to_jsonb(l)) as after
                )""" + REMEMBER,
                caller.workspaceId(),
                tagId,
                caller.workspaceId(),
                tagId,
                now,
                caller.workspaceId(),
                now,
                actor,
                now,
                actor,
                caller.address(),
                caller.requestId());
    }

    void moveAll(Caller caller, Stage from, Stage to) {
        sql.allowLong();
        var now = Times.now(clock);
        var actor = Json.write(caller.actor());
        var status = to.isWon() ? "converted" : to.isLost() ? "lost" : null;
        sql.update(
                caller.workspaceId(),
                """
                with was as materialized (
                    select l.id, jsonb_strip_nulls(to_jsonb(l)) as before
                    from leads l
                    where l.workspace_id = ?
                      and l.stage_id = ?
                    order by l.id
                    for no key update of l
                ), changed as (
                    update leads l
                    set stage_id = ?, pipeline_id = ?, status = coalesce(?, l.status), updated_at = ?
                    from was
                    where l.workspace_id = ?
                      and l.id = was.id
                    returning l.workspace_id, l.id, was.before, jsonb_strip_nulls(to_jsonb(l)) as after
                )""" + REMEMBER,
                caller.workspaceId(),
                from.id(),
                to.id(),
                to.pipelineId(),
                status,
                now,
                caller.workspaceId(),
                now,
                actor,
                now,
                actor,
                caller.address(),
                caller.requestId());
    }
}
