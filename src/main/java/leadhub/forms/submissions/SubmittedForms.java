package leadhub.forms.submissions;

import java.time.Clock;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.files.StagedFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is sent by forms. */
@Service
public class SubmittedForms {
    private final SubmissionForms forms;
    private final SubmissionSql sql;
    private final Acceptance acceptance;
    private final Clock clock;

    SubmittedForms(SubmissionForms forms, SubmissionSql sql, Acceptance acceptance, Clock clock) {
        this.forms = forms;
        this.sql = sql;
        this.acceptance = acceptance;
        this.clock = clock;
    }

    /** Puts what is attached on the disk, for {@link #submit}: only where that is going to keep it, as far as one can tell. */
    StagedFiles stage(Caller sender, Form form, SentForm sent) {
        var isKept = !sent.files().isEmpty()
                && form.isOpen(Times.now(clock))
                && (sent.token() == null
                        || sql.ofToken(sender.workspaceId(), form.id(), sent.token())
                                .isEmpty());
        return isKept ? forms.stage(sender, form, sent) : StagedFiles.none();
    }

    /**
     * Takes what was sent. The same page sent twice is one submission.
     *
     * @param sender who acts for the form's workspace; what becomes of the lead is the form's doing
     * @param staged what is attached
     */
    @Transactional
    public Submission submit(Caller sender, long formId, SentForm asSent, StagedFiles staged) {
        var form = forms.get(sender, formId);
        if (asSent.token() != null) {
            var before = sql.ofToken(sender.workspaceId(), formId, asSent.token());
            if (before.isPresent()) {
                return before.get();
            }
        }
        var checked = forms.check(sender, form, asSent);
        var now = Times.now(clock);
        if (!form.isOpen(now)) {
            throw Submissions.closed();
        }
        var sent = forms.once(sender.workspaceId(), asSent);
        var status = status(form, sent);
        var submission = checked.submission(form, status, sent, now);
        var id = sql.insert(sender.workspaceId(), submission, sent.token());
        if (id.isEmpty()) {
            return sql.ofToken(sender.workspaceId(), formId, String.valueOf(sent.token()))
                    .orElseThrow();
        }
        if (status == SubmissionStatus.ACCEPTED) {
            acceptance.make(sender, form, checked.fields(), get(sender, form, id.get()), policy(form, sent));
        } else if (status == SubmissionStatus.PENDING) {
            forms.pending(sender.workspaceId(), form, get(sender, form, id.get()));
        }
        var kept = get(sender, form, id.get());
        // All counts keep others waiting until the end: the form's first, then its day's, as visits do.
        if (!sql.count(sender.workspaceId(), formId, status, now)) {
            throw Submissions.closed();
        }
        forms.sent(sender.workspaceId(), kept, sent);
        forms.keepFiles(sender.workspaceId(), kept, staged, checked);
        return kept;
    }

    private static SubmissionStatus status(Form form, SentForm sent) {
        if (sent.suspicion() != null) {
            return SubmissionStatus.SPAM;
        }
        return form.settings().isDoubleOptIn() ? SubmissionStatus.PENDING : SubmissionStatus.ACCEPTED;
    }

    private static DuplicatePolicy policy(Form form, SentForm sent) {
        return Objects.requireNonNullElse(sent.policy(), form.settings().duplicatePolicy());
    }

    private Submission get(Caller sender, Form form, long id) {
        return sql.find(sender.workspaceId(), form.id(), id).orElseThrow();
    }
}
