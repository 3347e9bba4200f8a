package leadhub.forms.submissions;

import java.time.Instant;
import leadhub.forms.Form;
import leadhub.forms.FormCounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts the submissions of a form, which has a limit or none. */
@Component
class SubmissionCounts {
    private final SubmissionCountSql sql;
    private final FormCounts counts;

    SubmissionCounts(SubmissionCountSql sql, FormCounts counts) {
        this.sql = sql;
        this.counts = counts;
    }

    /** Adds one that has just come, or refuses it where the form has as many as it takes. */
    void add(long workspaceId, Form form, SubmissionStatus status, Instant now) {
        var most = form.settings().maxSubmissions();
        if (status == SubmissionStatus.SPAM) {
            counts.add(workspaceId, form.id(), new FormCounts.Added(0, 0, 0, 0, 1, null));
        } else if (most == null) {
            var isPending = status == SubmissionStatus.PENDING;
            counts.add(workspaceId, form.id(), new FormCounts.Added(0, 0, 1, isPending ? 1 : 0, 0, now));
        } else if (!sql.countUpTo(workspaceId, form.id(), most, status, now)) {
            throw Submissions.closed();
        }
    }

    /** One of them has become another kind. @param is null where it is deleted */
    void change(long workspaceId, long formId, SubmissionStatus was, @Nullable SubmissionStatus is) {
        sql.recount(workspaceId, formId, was, is);
    }
}
