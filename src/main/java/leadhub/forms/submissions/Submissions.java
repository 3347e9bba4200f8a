package leadhub.forms.submissions;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.api.LeadHubDialect;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StagedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is sent by forms, and makes leads of it. */
@Service
public class Submissions {
    private final SubmissionForms forms;
    private final SubmissionSql sql;
    private final LeadsOfForms leads;
    private final Audit audit;
    private final Clock clock;

    Submissions(SubmissionForms forms, SubmissionSql sql, LeadsOfForms leads, Audit audit, Clock clock) {
        this.forms = forms;
        this.sql = sql;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
    }

    /** Puts what is attached on the disk, for {@link #submit}: only where that is going to keep it, as far as one can tell. */
    StagedFiles stage(Caller sender, Form form, SentForm sent) {
        var isKept = !sent.files().isEmpty()
                && isOpen(form)
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
            throw closed();
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
            make(sender, form, checked.fields(), get(sender, form, id.get()), policy(form, sent));
        } else if (status == SubmissionStatus.PENDING) {
            forms.pending(sender.workspaceId(), form, get(sender, form, id.get()));
        }
        // Both counts keep others waiting until the end.
        var kept = get(sender, form, id.get());
        forms.keepFiles(sender.workspaceId(), kept, staged, checked);
        if (!sql.count(sender.workspaceId(), formId, status, now)) {
            throw closed();
        }
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

    /** Makes its lead. */
    private void make(Caller sender, Form form, List<FormField> fields, Submission submission, DuplicatePolicy policy) {
        var taken = leads.take(formOf(sender, form), form, fields, submission, policy);
        sql.accept(sender.workspaceId(), form.id(), submission.id(), taken.leadId(), !taken.isNew());
        forms.accepted(sender.workspaceId(), form, get(sender, form, submission.id()));
    }

    /** The form itself, with all rights in the workspace: no scope of a key for leads is needed. */
    private static Caller formOf(Caller sender, Form form) {
        return new Caller(
                sender.workspaceId(),
                sender.region(),
                Role.ADMIN,
                new Actor(Actor.Kind.FORM, form.id(), form.name()),
                sender.address(),
                sender.requestId());
    }

    /** Whether a form takes something now. */
    public boolean isOpen(Form form) {
        return form.isOpen(Times.now(clock));
    }

    /** The fields of a version of it. */
    public List<FormField> fieldsOf(Caller caller, Form form, int version) {
        return forms.fieldsOf(caller, form, version);
    }

    /** Counts that somebody has seen a form, or begun to fill it in. */
    @Transactional
    public void visited(Caller sender, long formId, boolean isStart) {
        sql.countVisit(sender.workspaceId(), formId, isStart);
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

    /** What was attached to a field of it; its form may be gone. */
    public KeptFile file(Caller caller, long formId, long id, String key) {
        if (sql.find(caller.workspaceId(), formId, id).isEmpty()) {
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
        make(
                caller,
                form,
                forms.fieldsOf(caller, form, before.formVersion()),
                before,
                form.settings().duplicatePolicy());
        sql.recount(caller.workspaceId(), formId, before.status(), SubmissionStatus.ACCEPTED);
    }

    /** Deletes a submission, and what is attached, whether or not its form is still there; its lead stays. */
    @Transactional
    public void delete(Caller caller, long formId, long id) {
        caller.require(Permission.WRITE_FORMS);
        var submission = lock(caller, formId, id);
        sql.delete(caller.workspaceId(), formId, id);
        forms.deleteFiles(caller.workspaceId(), formId, id);
        sql.recount(caller.workspaceId(), formId, submission.status(), null);
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
