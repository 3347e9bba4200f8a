package leadhub.intake;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/**
 * The statements that write the ledger. No value of an insert is null, for texts with nulls don't travel with others
 * ({@link Sql}): what is absent is empty, and becomes null in the statement.
 */
@Component
class IntakeSql {
    private static final String INSERT = """
            insert into intake
                (workspace_id, source, source_id, external_id, counted_id, actor, status, reason, lead_id, is_new_lead, is_test,
                 received_at, processed_at, attempts, content_type, headers, body, size, is_held, fetch_at)
            values (:workspace_id, :source, :source_id, nullif(:external_id, ''), nullif(:counted_id, ''), :actor::jsonb, :status,
                    nullif(:reason, '')::jsonb, nullif(:lead_id::bigint, 0), :is_new_lead, :is_test, :received_at,
                    case when :is_over then :processed_at::timestamptz end, :attempts, nullif(:content_type, ''),
                    :headers::jsonb, :body, :size, :is_held, case when :is_held then :received_at::timestamptz end)
            """;

    private final Sql sql;

    IntakeSql(Sql sql) {
        this.sql = sql;
    }

    /** Adds a row of which everything is known, without a round trip of its own. */
    void add(long workspaceId, NewIntake wanted, IntakeOutcome outcome, Instant receivedAt, Instant now) {
        var values = values(workspaceId, wanted, outcome, receivedAt, now);
        sql.defer(workspaceId, INSERT, values.and("counted_id", "").and("is_held", false));
    }

    /** Adds a row that is the one to count for its external id, if it has one; empty if another one does. */
    Optional<Long> claim(long workspaceId, NewIntake wanted, Instant now) {
        return claim(workspaceId, wanted, now, false);
    }

    /** @param isHeld whether nobody works on it before it is released */
    Optional<Long> claim(long workspaceId, NewIntake wanted, Instant now, boolean isHeld) {
        var received = new IntakeOutcome(IntakeStatus.RECEIVED, null, false, null);
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                INSERT + """
                on conflict (workspace_id, source, source_id, counted_id) where counted_id is not null do nothing
                returning id
                """,
                values(workspaceId, wanted, received, now, now)
                        .and("counted_id", Objects.requireNonNullElse(wanted.externalId(), ""))
                        .and("is_held", isHeld));
    }

    private static NamedValues values(
            long workspaceId, NewIntake wanted, IntakeOutcome outcome, Instant receivedAt, Instant now) {
        var externalId = Objects.requireNonNullElse(wanted.externalId(), "");
        var isOver = outcome.status() != IntakeStatus.RECEIVED;
        return NamedValues.of("workspace_id", workspaceId)
                .and("source", wanted.source().word())
                .and("source_id", wanted.sourceId())
                .and("external_id", externalId)
                .and("actor", Json.write(wanted.actor()))
                .and("status", outcome.status().word())
                .and("reason", reason(outcome))
                .and("lead_id", leadId(outcome))
                .and("is_new_lead", outcome.isNewLead())
                .and("is_test", wanted.isTest())
                .and("received_at", receivedAt)
                .and("processed_at", now)
                .and("is_over", isOver)
                .and("attempts", isOver ? 1 : 0)
                .and("content_type", Objects.requireNonNullElse(wanted.contentType(), ""))
                .and("headers", Json.write(wanted.headers()))
                .and("body", wanted.body())
                .and("size", wanted.size());
    }

    /**
     * Which lead the row that counts for an external id made or added to; empty if it made none. Waits for whoever is at it, for
     * the lead that is made in this moment would be missed by both.
     */
    Optional<Long> leadOf(long workspaceId, NewIntake wanted) {
        return sql.find(
                        workspaceId,
                        row -> row.getLong("lead_id"),
                        """
                        select coalesce(lead_id, 0) as lead_id
                        from intake
                        where workspace_id = ?
                          and source = ?
                          and source_id = ?
                          and counted_id = ?
                        for share
                        """,
                        workspaceId,
                        wanted.source().word(),
                        wanted.sourceId(),
                        Objects.requireNonNullElse(wanted.externalId(), ""))
                .filter(id -> id > 0);
    }

    /** Writes down what became of a row; one that doesn't count leaves its external id to others. */
    void finish(long workspaceId, long id, IntakeOutcome outcome, Instant now) {
        sql.defer(
                workspaceId,
                """
                update intake
                set status = :status, reason = nullif(:reason, '')::jsonb, lead_id = coalesce(nullif(:lead_id::bigint, 0), lead_id),
                    first_lead_id = case
                        when :lead_id > 0 and lead_id <> :lead_id then coalesce(first_lead_id, lead_id)
                        else first_lead_id
                    end,
                    is_new_lead = is_new_lead or :is_new_lead, processed_at = case when not :is_held then :now::timestamptz end,
                    attempts = attempts + case when :is_held then 0 else 1 end, retry_at = null, is_held = :is_held,
                    fetch_at = case when :is_held then :now::timestamptz end, fetch_failures = 0, fetch_until = null,
                    counted_id = case when :counts then counted_id end
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", id)
                        .and("status", outcome.status().word())
                        .and("reason", reason(outcome))
                        .and("lead_id", leadId(outcome))
                        .and("is_new_lead", outcome.isNewLead())
                        .and("now", now)
                        .and("is_held", outcome.status() == IntakeStatus.RECEIVED)
                        .and("counts", outcome.counts()));
    }

    /** Has a row count for its external id; false if another one does. */
    boolean count(long workspaceId, long id) {
        return sql.update(workspaceId, """
                        update intake i
                        set counted_id = external_id
                        where workspace_id = ?
                          and id = ?
                          and not exists (
                              select
                              from intake other
                              where other.workspace_id = ?
                                and other.source = i.source
                                and other.source_id = i.source_id
                                and other.counted_id = i.external_id
                                and other.id <> i.id)
                        """, workspaceId, id, workspaceId) == 1;
    }

    /** Those that came while it was still waiting. */
    void linkDuplicates(long workspaceId, IntakeEntry entry, String externalId, long leadId) {
        sql.defer(
                workspaceId,
                """
                update intake
                set lead_id = ?
                where workspace_id = ?
                  and source = ?
                  and source_id = ?
                  and external_id = ?
                  and status = 'duplicate'
                  and lead_id is null
                """,
                leadId,
                workspaceId,
                entry.source().word(),
                entry.sourceId() == null ? 0L : entry.sourceId(),
                externalId);
    }

    /** Whether something that came under an external id is a test, or was ignored. */
    boolean isSetAside(long workspaceId, WithdrawnIntake.Sent sent) {
        return sql.get(
                workspaceId,
                row -> row.getBoolean(1),
                """
                select exists (
                    select
                    from intake
                    where workspace_id = ?
                      and source = ?
                      and source_id = ?
                      and external_id = ?
                      and status in ('test', 'ignored'))
                """,
                workspaceId,
                sent.source().word(),
                sent.sourceId(),
                sent.externalId());
    }

    private static String reason(IntakeOutcome outcome) {
        return outcome.reason() == null ? "" : outcome.reason().json();
    }

    private static long leadId(IntakeOutcome outcome) {
        return outcome.leadId() == null ? 0 : outcome.leadId();
    }

    /** Whom a row is worked on for. */
    static Actor actor(String json) {
        return Json.MAPPER.readValue(json, Actor.class);
    }
}
