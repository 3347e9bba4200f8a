package leadhub.mail;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on how many emails a workspace has sent. */
@Component
class MailQuotaSql {
    private final Sql sql;

    MailQuotaSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Counts one more, and forgets what nobody counts any more.
     *
     * @param over a day that began then or before is over
     * @return whether there was room
     */
    boolean take(long workspaceId, String subject, int most, Instant now, Instant over) {
        return sql.update(
                        workspaceId,
                        """
                with old as (
                    delete from mail_quotas
                    where workspace_id = :workspace_id
                      and subject = any (array(
                        select subject
                        from mail_quotas
                        where workspace_id = :workspace_id
                          and began_at <= :over
                          and subject <> :subject
                        limit 100
                        for update skip locked
                    ))
                )
                insert into mail_quotas (workspace_id, subject, began_at, sent)
                values (:workspace_id, :subject, :now, 1)
                on conflict (workspace_id, subject) do update
                set began_at = case when mail_quotas.began_at <= :over then excluded.began_at else mail_quotas.began_at end,
                    sent = case when mail_quotas.began_at <= :over then 1 else mail_quotas.sent + 1 end
                where mail_quotas.began_at <= :over
                   or mail_quotas.sent < :most
                """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("over", over)
                                .and("subject", subject)
                                .and("now", now)
                                .and("most", most))
                == 1;
    }

    /** When the day of a subject began that has no room left. */
    Optional<Instant> full(long workspaceId, String subject, int most, Instant over) {
        return sql.find(workspaceId, row -> Times.get(row, "began_at"), """
                select began_at
                from mail_quotas
                where workspace_id = ?
                  and subject = ?
                  and began_at > ?
                  and sent >= ?
                """, workspaceId, subject, over, most);
    }

    void giveBack(long workspaceId, String subject) {
        sql.update(workspaceId, """
                update mail_quotas
                set sent = sent - 1
                where workspace_id = ?
                  and subject = ?
                  and sent > 0
                """, workspaceId, subject);
    }
}
