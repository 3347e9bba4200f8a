package leadhub.forms;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement that adds up what is done with forms. */
@Component
class FormCountSql {
    private final Sql sql;

    FormCountSql(Sql sql) {
        this.sql = sql;
    }

    /** With the next statement of the transaction. */
    void add(long workspaceId, long formId, int slot, FormCounts.Added added) {
        sql.defer(
                workspaceId,
                """
                insert into form_counts as c
                    (workspace_id, form_id, slot, views, starts, submissions, pending, spam, last_submission_at)
                values
                    (:workspace, :form, :slot, :views, :starts, :submissions, :pending, :spam,
                     case when :has_last then :last::timestamptz end)
                on conflict (workspace_id, form_id, slot) do update
                set views = c.views + excluded.views, starts = c.starts + excluded.starts,
                    submissions = c.submissions + excluded.submissions, pending = c.pending + excluded.pending,
                    spam = c.spam + excluded.spam,
                    last_submission_at = greatest(c.last_submission_at, excluded.last_submission_at)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", formId)
                        .and("slot", slot)
                        .and("views", added.views())
                        .and("starts", added.starts())
                        .and("submissions", added.submissions())
                        .and("pending", added.pending())
                        .and("spam", added.spam())
                        .and("has_last", added.lastAt() != null)
                        .and("last", added.lastAt() == null ? Instant.EPOCH : added.lastAt()));
    }
}
