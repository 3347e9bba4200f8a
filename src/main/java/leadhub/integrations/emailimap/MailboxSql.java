package leadhub.integrations.emailimap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the mailboxes table. */
@Component
class MailboxSql {
    private static final String COLUMNS = "integration_id, uid_validity, last_uid, since, leased_until, failures";

    private final Sql sql;

    MailboxSql(Sql sql) {
        this.sql = sql;
    }

    /** Reads it from now on, or no more. Whoever is at it, by what was said before, writes nothing any more. @param nextAt null while it is paused */
    void put(long workspaceId, long integrationId, @Nullable Instant nextAt) {
        sql.update(workspaceId, """
                insert into mailboxes (workspace_id, integration_id, next_at)
                values (?, ?, ?)
                on conflict (workspace_id, integration_id) do update
                set next_at = excluded.next_at, failures = 0, leased_until = null
                """, workspaceId, integrationId, nextAt);
    }

    /** It is another one: what is there already stays there. */
    void forget(long workspaceId, long integrationId) {
        sql.update(workspaceId, """
                update mailboxes
                set uid_validity = null, last_uid = 0, since = null
                where workspace_id = ?
                  and integration_id = ?
                """, workspaceId, integrationId);
    }

    void delete(long workspaceId, long integrationId) {
        sql.update(
                workspaceId,
                "delete from mailboxes where workspace_id = ? and integration_id = ?",
                workspaceId,
                integrationId);
    }

    /** Those that are due and nobody is at. */
    List<Mailbox> claim(long workspaceId, int most, Instant now, Instant until) {
        return sql.query(workspaceId, MailboxSql::read, """
                with chosen as (
                    select integration_id
                    from mailboxes
                    where workspace_id = ?
                      and next_at <= ?
                      and (leased_until is null or leased_until <= ?)
                    order by next_at
                    limit ?
                    for update skip locked
                )
                update mailboxes m
                set leased_until = ?
                from chosen c
                where m.workspace_id = ?
                  and m.integration_id = c.integration_id
                returning m.integration_id, m.uid_validity, m.last_uid, m.since, m.leased_until, m.failures
                """, workspaceId, now, now, most, until, workspaceId);
    }

    /** When the first is due that nobody is at, or whose time is over then; empty if none is read. */
    Optional<Instant> nextAt(long workspaceId) {
        return sql.find(workspaceId, row -> Times.get(row, "at"), """
                select min(greatest(next_at, leased_until)) as at
                from mailboxes
                where workspace_id = ?
                  and next_at is not null
                having count(*) > 0
                """, workspaceId);
    }

    Optional<Mailbox> find(long workspaceId, long integrationId) {
        return sql.find(workspaceId, MailboxSql::read, """
                select %s
                from mailboxes
                where workspace_id = ?
                  and integration_id = ?
                """.formatted(COLUMNS), workspaceId, integrationId);
    }

    /** Writes down how far it was read; false if whoever says so has lost it meanwhile. */
    boolean advance(long workspaceId, Mailbox was, ImapRead.Place place) {
        return sql.update(
                        workspaceId,
                        """
                        update mailboxes
                        set uid_validity = :validity, last_uid = :last_uid, since = :since
                        where workspace_id = :workspace_id
                          and integration_id = :id
                          and leased_until = :leased_until
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("id", was.integrationId())
                                .and("validity", place.validity())
                                .and("last_uid", place.lastUid())
                                .and("since", place.since())
                                .and("leased_until", was.leasedUntil()))
                == 1;
    }

    /** It is over for this time. What people have paused meanwhile stays so. */
    boolean release(long workspaceId, Mailbox was, int failures, Instant nextAt) {
        return sql.update(workspaceId, """
                        update mailboxes
                        set leased_until = null, failures = ?, next_at = case when next_at is not null then ?::timestamptz end
                        where workspace_id = ?
                          and integration_id = ?
                          and leased_until = ?
                        """, failures, nextAt, workspaceId, was.integrationId(), was.leasedUntil()) == 1;
    }

    private static Mailbox read(ResultSet row) throws SQLException {
        var validity = row.getLong("uid_validity");
        var isUnread = row.wasNull();
        return new Mailbox(
                row.getLong("integration_id"),
                new ImapRead.Place(isUnread ? null : validity, row.getLong("last_uid"), Times.find(row, "since")),
                Times.find(row, "leased_until"),
                row.getInt("failures"));
    }
}
