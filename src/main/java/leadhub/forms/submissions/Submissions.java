package leadhub.forms.submissions;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.api.LeadHubDialect;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import leadhub.forms.files.AttachedFile;
import leadhub.forms.files.KeptFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was sent by forms: looked at, confirmed, accepted after all, deleted. */
@Service
public class Submissions {
    private final SubmissionForms forms;
    private final SubmissionSql sql;
    private final Acceptance acceptance;
    private final SubmissionCounts counts;
    private final Audit audit;
    private final Clock clock;

    // Six, for whatever becomes of a submission is counted and told.
    Submissions(
            SubmissionForms forms,
            SubmissionSql sql,
            Acceptance acceptance,
            SubmissionCounts counts,
            Audit audit,
            Clock clock) {
        this.forms = forms;
        this.sql = sql;
        this.acceptance = acceptance;
        this.counts = counts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a form takes something now. */
    public boolean isOpen(Form form) {
        return form.isOpen(Times.now(clock));
    }

    /** The fields of a version of it. */
    public List<FormField> fieldsOf(Caller caller, Form form, int version) {
        return forms.fieldsOf(caller, form, version);
    }

    /** One page of them, newest first; of one status, or of all. */
    public Page<Submission> list(Caller caller, long formId, @Nullable SubmissionStatus status, Slice slice) {
        forms.get(caller, formId);
        return sql.list(caller.workspaceId(), formId, status, slice);
    }

    /** The submission, if it was sent by this form of this workspace. */
    public Submission get(Caller caller, long formId, long id) {
        return get(caller, forms.get(caller, formId), id);
    }

    private Submission get(Caller caller, Form form, long id) {
        return sql.find(caller.workspaceId(), form.id(), id).orElseThrow(Submissions::unknown);
    }

    /** What a lead attached, the latest first. */
    public List<AttachedFile> filesOf(Caller caller, long leadId) {
        return forms.filesOf(caller.workspaceId(), leadId);
    }

    /** What was attached to a field of it; its form may be gone. Whoever doesn't see its lead finds nothing. */
    public KeptFile file(Caller caller, long formId, long id, String key) {
        var submission = sql.find(caller.workspaceId(), formId, id);
        if (submission.isEmpty() || !acceptance.mayLookInto(caller, submission.get())) {
            throw missing(caller, formId);
        }
        return forms.openFile(caller.workspaceId(), formId, id, key);
    }

    /** The submission, whose form may be gone; nobody else changes it until the transaction ends. */
    Submission lock(Caller caller, long formId, long id) {
        return sql.lock(caller.workspaceId(), formId, id).orElseThrow(() -> missing(caller, formId));
    }

    /** Says whether it is the form that isn't there. */
    private RuntimeException missing(Caller caller, long formId) {
        forms.get(caller, formId);
        return unknown();
    }

    /** What was sent from a page before; empty for nothing. */
    Optional<Submission> ofToken(long workspaceId, Form form, String token) {
        return sql.ofToken(workspaceId, form.id(), token);
    }

    /** The submission, unless it was deleted. */
    public Optional<Submission> find(long workspaceId, Form form, long id) {
        return sql.find(workspaceId, form.id(), id);
    }

    /**
     * Whoever sent it has confirmed that its email is theirs.
     *
     * @return false if that was done before
     */
    @Transactional
    public boolean confirm(Caller sender, long formId, long id) {
        var before = lock(sender, formId, id);
        if (before.status() != SubmissionStatus.PENDING) {
            return false;
        }
        var evidence = before.evidence().objectNode().put("confirmed_at", LeadHubDialect.print(Times.now(clock)));
        sql.addEvidence(sender.workspaceId(), formId, id, evidence);
        take(sender, formId, get(sender, formId, id));
        return true;
    }

    /** Makes a lead of what was suspected of being spam, or was never confirmed; one that there is a lead of stays as it is. */
    @Transactional
    public Submission accept(Caller caller, long formId, long id) {
        caller.require(Permission.WRITE_FORMS);
        var before = lock(caller, formId, id);
        if (before.status() != SubmissionStatus.ACCEPTED) {
            take(caller, formId, before);
            audit.record(
                    caller,
                    "form_submission.accepted",
                    id,
                    Map.of("status", before.status().word()),
                    Map.of("status", "accepted"));
        }
        return get(caller, formId, id);
    }

    private void take(Caller caller, long formId, Submission before) {
        var form = forms.get(caller, formId);
        acceptance.make(
                caller,
                form,
                forms.fieldsOf(caller, form, before.formVersion()),
                before,
                form.settings().duplicatePolicy());
        counts.change(caller.workspaceId(), formId, before.status(), SubmissionStatus.ACCEPTED);
    }

    /** Deletes a submission, and what is attached, whether or not its form is still there; its lead stays. */
    @Transactional
    public void delete(Caller caller, long formId, long id) {
        caller.require(Permission.WRITE_FORMS);
        var submission = lock(caller, formId, id);
        sql.delete(caller.workspaceId(), formId, id);
        forms.deleteFiles(caller.workspaceId(), formId, id);
        counts.change(caller.workspaceId(), formId, submission.status(), null);
        audit.record(
                caller,
                "form_submission.deleted",
                id,
                Map.of("form_id", formId, "status", submission.status().word()),
                null);
    }

    /** What is said of a form that takes nothing. */
    static RuntimeException closed() {
        return new Problem.Conflict(Refusal.of("form.closed")).exception();
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("submission.not_found")).exception();
    }
}
