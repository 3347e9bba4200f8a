package leadhub.forms.submissions;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Times;
import leadhub.conditions.Today;
import leadhub.forms.Consents;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.challenges.Challenges;
import leadhub.forms.fields.FieldValues;
import leadhub.forms.fields.FileValue;
import leadhub.forms.fields.FormField;
import leadhub.forms.files.AttachedFile;
import leadhub.forms.files.FormFiles;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.SentFile;
import leadhub.forms.files.SentFiles;
import leadhub.forms.files.StagedFiles;
import leadhub.forms.partials.Partials;
import leadhub.forms.submissions.Submission.Suspicion;
import leadhub.forms.visits.VisitHost;
import leadhub.forms.visits.Visits;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Checks what was sent by the form's fields, as they were on the page from which it was sent. */
@Component
class SubmissionForms {
    private final Forms forms;
    private final Parts parts;
    private final List<SubmissionListener> listeners;
    private final Clock clock;

    SubmissionForms(Forms forms, Parts parts, List<SubmissionListener> listeners, Clock clock) {
        this.forms = forms;
        this.parts = parts;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Who checks. */
    @Component
    record Parts(FieldValues values, FormFiles files, Challenges challenges, Partials partials, Visits visits) {}

    /** What was found right, by which fields. */
    record Checked(
            int version, List<FormField> fields, ObjectNode values, Map<String, SentFile> files, ObjectNode evidence) {

        /** To be kept. */
        Submission submission(Form form, SubmissionStatus status, SentForm sent, Instant now) {
            var suspicion = sent.suspicion();
            return new Submission(
                    0,
                    form.id(),
                    version,
                    status,
                    suspicion == null ? null : suspicion.word(),
                    null,
                    false,
                    values,
                    Attribution.of(sent.body()),
                    evidence,
                    now);
        }
    }

    Form get(Caller caller, long formId) {
        return forms.get(caller, formId);
    }

    Form getEvenDeleted(Caller caller, long formId) {
        return forms.getEvenDeleted(caller, formId);
    }

    /** The fields of a version; today's for one that there never was. */
    List<FormField> fieldsOf(Caller caller, Form form, int version) {
        return version == form.version()
                ? form.fields()
                : forms.fieldsOf(caller.workspaceId(), form.id(), version).orElse(form.fields());
    }

    /** The same, suspected where the solution of its challenge was taken before. */
    SentForm once(long workspaceId, SentForm sent) {
        var solved = sent.solved();
        return sent.suspicion() != null || solved == null || parts.challenges().use(workspaceId, solved)
                ? sent
                : sent.suspectedOf(Suspicion.REUSED);
    }

    /** What is attached, but for what is refused: {@link #check} says so once more, within the transaction. */
    Map<String, SentFile> filesOf(Caller sender, Form form, SentForm sent) {
        try {
            return check(sender, form, sent).files();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return Map.of();
            }
            throw e;
        }
    }

    StagedFiles stage(long workspaceId, Map<String, SentFile> files) {
        return parts.files().stage(workspaceId, files);
    }

    /** Keeps what was attached, at the end of the transaction of a verb. */
    void keepFiles(long workspaceId, Submission submission, StagedFiles staged, Checked checked) {
        var owner =
                new FormFiles.Owner(submission.formId(), submission.id(), submission.status() == SubmissionStatus.SPAM);
        parts.files().keep(workspaceId, owner, staged, checked.files().keySet());
    }

    void deleteFiles(long workspaceId, long formId, long submissionId) {
        parts.files().delete(workspaceId, formId, submissionId);
    }

    List<AttachedFile> filesOf(long workspaceId, long leadId) {
        return forms.haveAskedForFiles(workspaceId) ? parts.files().ofLead(workspaceId, leadId) : List.of();
    }

    KeptFile openFile(long workspaceId, long formId, long submissionId, String key) {
        return parts.files().open(workspaceId, formId, submissionId, key);
    }

    /** Counts what was sent, and has what was kept of its page before go; at the end of the transaction of a verb. */
    void sent(long workspaceId, Form form, Submission submission, SentForm sent, Checked checked) {
        if (submission.status() != SubmissionStatus.SPAM || sent.token() != null) {
            parts.partials().sent(workspaceId, form, sent.token(), checked.fields(), checked.values());
        }
        if (!sent.isReplay()) {
            parts.visits().sent(workspaceId, submission.formId(), host(submission), counted(submission));
        }
    }

    /** A page says which language it is in, a program doesn't. */
    static String host(Submission submission) {
        var evidence = submission.evidence();
        return evidence.has("language") ? VisitHost.of(evidence.path("page").asString("")) : VisitHost.PROGRAMS;
    }

    private static Visits.Sent counted(Submission submission) {
        if (submission.status() != SubmissionStatus.SPAM) {
            return Visits.Sent.SUBMISSION;
        }
        return Suspicion.UNSOLVED.word().equals(submission.reason()) ? Visits.Sent.UNSOLVED : Visits.Sent.SPAM;
    }

    void accepted(long workspaceId, Form form, Submission submission) {
        listeners.forEach(listener -> listener.accepted(workspaceId, form, submission));
    }

    void pending(long workspaceId, Form form, Submission submission) {
        listeners.forEach(listener -> listener.pending(workspaceId, form, submission));
    }

    /** Refuses what is missing or wrong, by key. */
    Checked check(Caller caller, Form form, SentForm sent) {
        var version = Objects.requireNonNullElse(sent.version(), form.version());
        var all = fieldsOf(caller, form, version);
        var fields = sent.isReplay()
                ? all.stream().map(FormField::withoutRequiredFile).toList()
                : all;
        var input = new Input(sent.body());
        var now = Times.now(clock);
        var today = Today.of(now, caller.region().zone());
        var files = SentFiles.look(fields, sent.files());
        var values = new LinkedHashMap<String, FileValue>();
        files.forEach((key, file) -> values.put(key, file.value()));
        var checked = parts.values().check(fields, input, values, today);
        input.errors().check();
        var evidence = sent.evidence().deepCopy();
        Consents.add(evidence, fields, checked, now);
        // A field that isn't shown has none.
        files.keySet().removeIf(key -> !checked.has(key));
        return new Checked(version, fields, checked, files, evidence);
    }
}
