package leadhub.forms.submissions;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on what a form knows of its submissions: how many there are, and whose turn it is to get the next lead. */
@Component
class SubmissionCountSql {
    private final Sql sql;

    SubmissionCountSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Counts what was sent by a form that takes only so many, at the end of a transaction: until it is over, nobody else is counted.
     *
     * @return false if it has as many as it takes
     */
    boolean countUpTo(long workspaceId, long formId, long most, SubmissionStatus status, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update forms
                        set submissions_count = submissions_count + 1,
                            pending_count = pending_count + case when :status = 'pending' then 1 else 0 end,
                            last_submission_at = :now
                        where workspace_id = :workspace
                          and id = :form
                          and removed_at is null
                          and submissions_count + (
                              select coalesce(sum(submissions), 0)
                              from form_counts
                              where workspace_id = :workspace
                                and form_id = :form) < :most
                        """,
                        NamedValues.of("workspace", workspaceId)
                                .and("form", formId)
                                .and("status", status.word())
                                .and("now", now)
                                .and("most", most))
                == 1;
    }

    /** Counts one less of one kind, and one more of another; null for none. */
    void recount(long workspaceId, long formId, SubmissionStatus was, @Nullable SubmissionStatus is) {
        sql.update(
                workspaceId,
                """
                update forms
                set submissions_count = submissions_count + :submissions, pending_count = pending_count + :pending,
                    spam_count = spam_count + :spam
                where workspace_id = :workspace
                  and id = :form
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", formId)
                        .and(
                                "submissions",
                                (is == null || is == SubmissionStatus.SPAM ? 0 : 1)
                                        - (was == SubmissionStatus.SPAM ? 0 : 1))
                        .and(
                                "pending",
                                (is == SubmissionStatus.PENDING ? 1 : 0) - (was == SubmissionStatus.PENDING ? 1 : 0))
                        .and("spam", (is == SubmissionStatus.SPAM ? 1 : 0) - (was == SubmissionStatus.SPAM ? 1 : 0)));
    }

    /** Whose turn it is, counted from 0. */
    long takeTurn(long workspaceId, long formId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                update forms
                set turn = turn + 1
                where workspace_id = ?
                  and id = ?
                returning turn - 1
                """, workspaceId, formId);
    }
}
