package leadhub.leads;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.springframework.stereotype.Component;

/**
 * The statements that make a lead part of another one, and those that take it out again. They write it to
 * {@code deleted_leads} and read it from there, so that it goes and comes as a deleted lead does
 * ({@link LeadDeletionSql}); what other features keep of it moves by {@link MovedPartSql}.
 */
@Component
class LeadMergeSql {
    private final Sql sql;

    LeadMergeSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Nobody else changes any of them until the transaction ends. Locked by id, as everybody locks more than one; before that
     * whoever looks for many people at once is waited for, who would hold those that were found there.
     */
    void lock(long workspaceId, long[] ids) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock_shared(hashtextextended('everybody', ?))", workspaceId);
        sql.defer(workspaceId, """
                select id
                from leads
                where workspace_id = ?
                  and id = any (?)
                order by id
                for no key update
                """, workspaceId, ids);
    }

    /** Keeps a lead, which has just been deleted, as part of another one, which is still as it was. */
    void keep(Caller caller, long leadId, long survivorId, String moved, Instant now) {
        sql.defer(
                caller.workspaceId(),
                """
                with taken as (
                    delete from deleted_leads
                    where workspace_id = :workspace_id
                      and lead_id = :lead_id
                    returning lead, pieces, parts
                )
                insert into merged_leads
                    (workspace_id, lead_id, merged_into, survivor_id, merged_at, merged_by, email_key, phone_e164,
                     external_id, lead, pieces, parts, survivor_before, moved)
                select :workspace_id, :lead_id, :survivor_id, :survivor_id, :now, :merged_by::jsonb,
                       taken.lead ->> 'email_key', taken.lead ->> 'phone_e164', taken.lead ->> 'external_id',
                       -- Nothing is told of it under its own id, so that it keeps its number.
                       taken.lead || jsonb_build_object('event_sequence', (taken.lead ->> 'event_sequence')::bigint - 1),
                       taken.pieces, taken.parts, to_jsonb(l) - '{search_text,folded}'::text[], :moved::jsonb
                from taken
                join leads l on l.workspace_id = :workspace_id and l.id = :survivor_id
                returning lead_id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("lead_id", leadId)
                        .and("survivor_id", survivorId)
                        .and("merged_by", Json.write(caller.actor()))
                        .and("moved", moved)
                        .and("now", now));
    }

    /** Keeps what the other lead has become, and sends those that had become part of the first one on. */
    void kept(long workspaceId, long leadId, long survivorId) {
        sql.defer(workspaceId, """
                update merged_leads
                set survivor_after = (
                    select to_jsonb(l) - '{search_text,folded}'::text[]
                    from leads l
                    where l.workspace_id = ?
                      and l.id = ?)
                where workspace_id = ?
                  and lead_id = ?
                """, workspaceId, survivorId, workspaceId, leadId);
        sql.defer(workspaceId, """
                update merged_leads
                set survivor_id = ?
                where workspace_id = ?
                  and survivor_id = ?
                """, survivorId, workspaceId, leadId);
    }

    /** Writes what no other change of a lead does: since when it is known, and where it was caught. */
    void updateFixed(long workspaceId, Lead before, Lead after) {
        sql.defer(
                workspaceId,
                """
                with tagged as (
                    update lead_tags
                    set created_at = :created_at
                    where workspace_id = :workspace_id
                      and tag_id = any (:tag_ids)
                      and created_at = :had_created_at
                      and lead_id = :id
                ), found_by as (
                    update lead_search
                    set created_at = :created_at
                    where workspace_id = :workspace_id
                      and lead_id = :id
                )
                update leads
                set created_at = :created_at, bot_id = :bot_id, conversation_id = :conversation_id
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", after.id())
                        .and("tag_ids", before.tagIds())
                        .and("had_created_at", before.createdAt())
                        .and("created_at", after.createdAt())
                        .and("bot_id", after.botId())
                        .and("conversation_id", after.conversationId()));
    }

    /**
     * A merge that can be undone.
     *
     * @param before the other lead before it
     * @param after the other lead after it
     * @param moved the ids of what moved, by their tables, as JSON
     */
    record Kept(Lead before, Lead after, String moved) {}

    Optional<Kept> find(long workspaceId, long leadId, long survivorId, Instant since) {
        var found = sql.find(workspaceId, row -> row.getString("moved"), """
                select moved
                from merged_leads
                where workspace_id = ?
                  and lead_id = ?
                  and merged_into = ?
                  and merged_at >= ?
                  and lead is not null
                for update
                """, workspaceId, leadId, survivorId, since);
        return found.map(moved -> new Kept(
                read(workspaceId, leadId, "survivor_before"), read(workspaceId, leadId, "survivor_after"), moved));
    }

    /** With the columns that leads have by now. */
    private Lead read(long workspaceId, long leadId, String column) {
        return sql.get(workspaceId, LeadRows::read, """
                select %s, false as possible_duplicate
                from merged_leads m
                cross join lateral jsonb_populate_record(null::leads, m.%s) l
                where m.workspace_id = ?
                  and m.lead_id = ?
                """.formatted(LeadRows.OWN_COLUMNS, column), workspaceId, leadId);
    }

    /** Makes a merged lead a deleted one, which can be restored, and those by themselves again that were part of it before. */
    void takeOut(Caller caller, long leadId, Instant now) {
        var workspaceId = caller.workspaceId();
        sql.defer(
                workspaceId,
                """
                with taken as (
                    delete from merged_leads
                    where workspace_id = :workspace_id
                      and lead_id = :lead_id
                    returning lead, pieces, parts
                )
                insert into deleted_leads
                    (workspace_id, lead_id, deleted_at, deleted_by, assigned_user_id, lead, pieces, parts)
                select :workspace_id, :lead_id, :now, :deleted_by::jsonb, (lead ->> 'assigned_user_id')::bigint, lead,
                       pieces, parts
                from taken
                returning lead_id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("lead_id", leadId)
                        .and("deleted_by", Json.write(caller.actor()))
                        .and("now", now));
    }

    /** Those that were part of a lead before it became part of another one, are part of it alone again. */
    void sendBack(long workspaceId, long[] ids, long survivorId) {
        sql.defer(workspaceId, """
                update merged_leads
                set survivor_id = ?
                where workspace_id = ?
                  and lead_id = any (?)
                """, survivorId, workspaceId, ids);
    }

    /** Forgets what undoes merges of before then. */
    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                update merged_leads
                set lead = null, pieces = null, parts = null, survivor_before = null, survivor_after = null, moved = null
                where workspace_id = ?
                  and merged_at < ?
                  and lead is not null
                """, workspaceId, before);
    }
}
