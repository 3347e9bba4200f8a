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
    private static final String COLUMNS =
            "integration_id, uid_validity, last_uid, since, leased_until, failures, bad_uid, bad_tries, again_uids";

    private static final int MOST_AGAIN = 100;

    private final Sql sql;

    MailboxSql(Sql sql) {
        this.sql = sql;
    }

    /** Reads it from now on, or no more. Whoever is at it, by what was said before, writes nothing any more. @param nextAt null while it is paused */
    void put(long workspaceId, long integrationId, @Nullable Instant nextAt, @Nullable String replyAddress) {
        sql.update(workspaceId, """
                insert into mailboxes (workspace_id, integration_id, next_at, reply_address)
                values (?, ?, ?, ?)
                on conflict (workspace_id, integration_id) do update
                set next_at = excluded.next_at, failures = 0, leased_until = null, listened_until = null,
                    reply_address = excluded.reply_address
                """, workspaceId, integrationId, nextAt, replyAddress);
    }

    /** It is another one: what is there already stays there. */
    void forget(long workspaceId, long integrationId) {
        sql.update(workspaceId, """
                update mailboxes
                set uid_validity = null, last_uid = 0, since = null, bad_uid = 0, bad_tries = 0, again_uids = '{}'
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
                set leased_until = ?, is_woken = false
                from chosen c
                where m.workspace_id = ?
                  and m.integration_id = c.integration_id
                returning m.integration_id, m.uid_validity, m.last_uid, m.since, m.leased_until, m.failures, m.bad_uid, m.bad_tries,
                    m.again_uids
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

    /** Of the first that is read and has one. */
    Optional<String> replyAddress(long workspaceId) {
        return sql.find(workspaceId, row -> row.getString("reply_address"), """
                select reply_address
                from mailboxes
                where workspace_id = ?
                  and reply_address is not null
                  and next_at is not null
                order by integration_id
                limit 1
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
                        set uid_validity = :validity, last_uid = :last_uid, since = :since,
                            bad_tries = case when uid_validity = :validity then bad_tries else 0 end,
                            again_uids = case when uid_validity = :validity then again_uids else '{}' end
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

    /**
     * It is over for this time. What people have paused meanwhile stays so, and one in which a message has come is due.
     *
     * @param badUid at which message reading broke off; 0 for none
     * @return when it is due; empty if whoever says so has lost it meanwhile
     */
    Optional<Instant> release(long workspaceId, Mailbox was, int failures, long badUid, Instant nextAt) {
        return sql.find(
                workspaceId,
                row -> Times.get(row, "next_at"),
                """
                update mailboxes
                set leased_until = null,
                    failures = :failures,
                    bad_tries = case when :bad_uid = 0 then bad_tries when bad_uid = :bad_uid then bad_tries + 1 else 1 end,
                    bad_uid = case when :bad_uid = 0 then bad_uid else :bad_uid end,
                    next_at = case when next_at is not null and not (is_woken and :failures = 0) then :next_at::timestamptz
                        else next_at end
                where workspace_id = :workspace_id
                  and integration_id = :id
                  and leased_until = :leased_until
                returning coalesce(next_at, :next_at::timestamptz) as next_at
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("failures", failures)
                        .and("bad_uid", badUid)
                        .and("next_at", nextAt)
                        .and("id", was.integrationId())
                        .and("leased_until", was.leasedUntil()));
    }

    /** Has a message fetched once more; false if its number means nothing any more, or there are too many. */
    boolean fetchAgain(long workspaceId, long integrationId, long validity, long uid, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update mailboxes
                        set again_uids = array_append(array_remove(again_uids, :uid), :uid), is_woken = true,
                            next_at = case when next_at is not null then least(next_at, :now::timestamptz) end
                        where workspace_id = :workspace_id
                          and integration_id = :id
                          and uid_validity = :validity
                          and cardinality(again_uids) < :most
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("id", integrationId)
                                .and("validity", validity)
                                .and("uid", uid)
                                .and("now", now)
                                .and("most", MOST_AGAIN))
                == 1;
    }

    /** One was; false if whoever says so has lost the mailbox meanwhile. */
    boolean fetchedAgain(long workspaceId, Mailbox was, long uid) {
        return sql.update(workspaceId, """
                        update mailboxes
                        set again_uids = array_remove(again_uids, ?)
                        where workspace_id = ?
                          and integration_id = ?
                          and leased_until = ?
                        """, uid, workspaceId, was.integrationId(), was.leasedUntil()) == 1;
    }

    private static Mailbox read(ResultSet row) throws SQLException {
        var validity = row.getLong("uid_validity");
        var isUnread = row.wasNull();
        return new Mailbox(
                row.getLong("integration_id"),
                new ImapRead.Place(isUnread ? null : validity, row.getLong("last_uid"), Times.find(row, "since")),
                Times.find(row, "leased_until"),
                row.getInt("failures"),
                new Mailbox.Bad(row.getLong("bad_uid"), row.getInt("bad_tries")),
                List.of((Long[]) row.getArray("again_uids").getArray()));
    }
}
