package leadhub.automations.runs;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on when automations that time starts are due for leads. */
@Component
class ScheduleSql {
    private static final String INSERT = """
            insert into automation_schedule (workspace_id, automation_id, lead_id, due_at, since)
            select :workspace_id, n.automation_id, n.lead_id, n.due_at, :since
            from unnest(:automation_ids::bigint[], :lead_ids::bigint[], :due::timestamptz[]) as n (automation_id, lead_id, due_at)
            on conflict (workspace_id, automation_id, lead_id)
            """;

    private final Sql sql;

    ScheduleSql(Sql sql) {
        this.sql = sql;
    }

    /** When somebody is to look at a lead for an automation. */
    record Entry(long automationId, long leadId, Instant dueAt) {}

    /** Within the transaction that holds the leads. @param isOnlyPutOff whether what is there may stay */
    void set(long workspaceId, List<Entry> entries, Instant since, boolean isOnlyPutOff) {
        sql.defer(
                workspaceId,
                INSERT
                        + (isOnlyPutOff
                                ? "do nothing"
                                : "do update\nset due_at = excluded.due_at, since = excluded.since"),
                NamedValues.of("workspace_id", workspaceId)
                        .and("since", since)
                        .and(
                                "automation_ids",
                                entries.stream().mapToLong(Entry::automationId).toArray())
                        .and(
                                "lead_ids",
                                entries.stream().mapToLong(Entry::leadId).toArray())
                        .and(
                                "due",
                                entries.stream()
                                        .map(entry -> entry.dueAt().toString())
                                        .toArray(String[]::new)));
    }

    /** When somebody looks at a lead, by automation. */
    Map<Long, Instant> ofLead(long workspaceId, long leadId) {
        var due = new HashMap<Long, Instant>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getLong("automation_id"), Times.get(row, "due_at")),
                        """
                        select automation_id, due_at
                        from automation_schedule
                        where workspace_id = ?
                          and lead_id = ?
                        """,
                        workspaceId,
                        leadId)
                .forEach(one -> due.put(one.getKey(), one.getValue()));
        return due;
    }

    boolean isAnyDue(long workspaceId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from (
                        select due_at
                        from automation_schedule
                        where workspace_id = ?
                        order by due_at
                        limit 1) first
                    where due_at <= ?)
                """, workspaceId, now);
    }

    /** The longest due first. */
    List<Entry> due(long workspaceId, Instant now, int most) {
        return sql.query(
                workspaceId,
                row -> new Entry(row.getLong("automation_id"), row.getLong("lead_id"), Times.get(row, "due_at")),
                """
                select automation_id, lead_id, due_at
                from automation_schedule
                where workspace_id = ?
                  and due_at <= ?
                order by due_at
                limit ?
                """,
                workspaceId,
                now,
                most);
    }

    /** Since when it counts, if it is still due; nobody else takes it until the transaction ends. */
    Optional<Instant> lock(long workspaceId, Entry entry, Instant now) {
        return sql.find(
                workspaceId,
                row -> Times.get(row, "since"),
                """
                select since
                from automation_schedule
                where workspace_id = ?
                  and automation_id = ?
                  and lead_id = ?
                  and due_at <= ?
                for update
                """,
                workspaceId,
                entry.automationId(),
                entry.leadId(),
                now);
    }

    void putOff(long workspaceId, Entry entry, Instant dueAt) {
        sql.defer(workspaceId, """
                update automation_schedule
                set due_at = ?
                where workspace_id = ?
                  and automation_id = ?
                  and lead_id = ?
                """, dueAt, workspaceId, entry.automationId(), entry.leadId());
    }

    void remove(long workspaceId, long automationId, long[] leadIds) {
        sql.defer(workspaceId, """
                delete from automation_schedule
                where workspace_id = ?
                  and automation_id = ?
                  and lead_id = any (?)
                """, workspaceId, automationId, leadIds);
    }

    /** How many of an automation were removed. */
    int removeSome(long workspaceId, long automationId, int most) {
        return sql.update(workspaceId, """
                delete from automation_schedule
                where workspace_id = ?
                  and automation_id = ?
                  and lead_id = any (array(
                      select lead_id
                      from automation_schedule
                      where workspace_id = ?
                        and automation_id = ?
                      order by lead_id
                      limit ?))
                """, workspaceId, automationId, workspaceId, automationId, most);
    }

    /** All are looked at now, and put off again by whoever finds them due later. */
    void lookAgain(long workspaceId, Instant now) {
        sql.allowLong();
        sql.update(workspaceId, """
                update automation_schedule
                set due_at = ?
                where workspace_id = ?
                  and due_at > ?
                """, now, workspaceId, now);
    }

    /** The leads that there are have to be looked at from the first on. */
    void beginFill(long workspaceId, long automationId, Instant since) {
        sql.defer(workspaceId, """
                insert into automation_schedule_fills (workspace_id, automation_id, since)
                values (?, ?, ?)
                on conflict (workspace_id, automation_id) do update
                set since = excluded.since, last_lead_id = 0
                """, workspaceId, automationId, since);
    }

    /** How far that is. */
    record Fill(Instant since, long lastLeadId) {}

    /** Nobody else changes it until the transaction ends. */
    Optional<Fill> fill(long workspaceId, long automationId) {
        return sql.find(
                workspaceId,
                row -> new Fill(Times.get(row, "since"), row.getLong("last_lead_id")),
                """
                select since, last_lead_id
                from automation_schedule_fills
                where workspace_id = ?
                  and automation_id = ?
                for update
                """,
                workspaceId,
                automationId);
    }

    void fillTo(long workspaceId, long automationId, long leadId) {
        sql.defer(workspaceId, """
                update automation_schedule_fills
                set last_lead_id = ?
                where workspace_id = ?
                  and automation_id = ?
                """, leadId, workspaceId, automationId);
    }

    void endFill(long workspaceId, long automationId) {
        sql.defer(workspaceId, """
                delete from automation_schedule_fills
                where workspace_id = ?
                  and automation_id = ?
                """, workspaceId, automationId);
    }
}
