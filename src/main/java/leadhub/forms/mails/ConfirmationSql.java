package leadhub.forms.mails;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** How many emails an address was sent that asked it to confirm something. */
@Component
class ConfirmationSql {
    private final Sql sql;

    ConfirmationSql(Sql sql) {
        this.sql = sql;
    }

    /** Counts one more; false if there were as many as there may be. */
    boolean take(long workspaceId, long formId, String emailKey, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        insert into form_confirmations (workspace_id, email_key, form_id, sent_at)
                        select :workspace, :email, :form, :now
                        where (
                            select count(*)
                            from form_confirmations
                            where workspace_id = :workspace
                              and email_key = :email
                              and sent_at > :now - interval '1 day') < 3
                          and not exists (
                            select
                            from form_confirmations
                            where workspace_id = :workspace
                              and email_key = :email
                              and form_id = :form
                              and sent_at > :now - interval '1 hour')
                        on conflict do nothing
                        """,
                        NamedValues.of("workspace", workspaceId)
                                .and("email", emailKey)
                                .and("form", formId)
                                .and("now", now))
                == 1;
    }

    void forget(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from form_confirmations
                where workspace_id = ?
                  and sent_at < ?
                """, workspaceId, before);
    }
}
