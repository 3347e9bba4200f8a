package leadhub.forms.submissions;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.files.SentFile;
import leadhub.forms.files.StagedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is sent by forms. */
@Service
public class SubmittedForms {
    private final SubmissionForms forms;
    private final SubmissionSql sql;
    private final Acceptance acceptance;
    private final SubmissionCounts counts;
    private final Clock clock;

    SubmittedForms(
            SubmissionForms forms, SubmissionSql sql, Acceptance acceptance, SubmissionCounts counts, Clock clock) {
        this.forms = forms;
        this.sql = sql;
        this.acceptance = acceptance;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Makes the lead of one that was kept before ({@link SubmittedTogether}), by the form as it is now, if it is still there and has none.
     *
     * @param policy what becomes of a known person; null for what the form says
     */
    @Transactional
    public Optional<Submission> makeLead(Caller caller, long formId, long id, @Nullable DuplicatePolicy policy) {
        var kept = sql.lock(caller.workspaceId(), formId, id)
                .filter(one -> one.status() == SubmissionStatus.ACCEPTED && one.leadId() == null);
        if (kept.isEmpty()) {
            return kept;
        }
        var form = forms.getEvenDeleted(caller, formId);
        acceptance.make(
                caller,
                form,
                forms.fieldsOf(caller, form, kept.get().formVersion()),
                kept.get(),
                Objects.requireNonNullElse(policy, form.settings().duplicatePolicy()));
        return sql.find(caller.workspaceId(), formId, id);
    }

    /** What is attached and {@link #submit} is going to keep, as far as one can tell. */
    Map<String, SentFile> filesToKeep(Caller sender, Form form, SentForm sent) {
        var isKept = !sent.files().isEmpty()
                && form.isOpen(Times.now(clock))
                && (sent.token() == null
                        || sql.ofToken(sender.workspaceId(), form.id(), sent.token())
                                .isEmpty());
        return isKept ? forms.filesOf(sender, form, sent) : Map.of();
    }

    /** Puts it where files lie, in no transaction and no turn. */
    StagedFiles stage(long workspaceId, Map<String, SentFile> files) {
        return forms.stage(workspaceId, files);
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
        counts.add(sender.workspaceId(), form, status, now);
        forms.sent(sender.workspaceId(), form, kept, sent, checked);
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
