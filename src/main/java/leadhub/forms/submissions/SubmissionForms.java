package leadhub.forms.submissions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import leadhub.api.LeadHubDialect;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conditions.Today;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FieldValues;
import leadhub.forms.fields.FormField;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Checks what was sent by the form's fields, as they were on the page from which it was sent. */
@Component
class SubmissionForms {
    private final Forms forms;
    private final FieldValues values;
    private final List<SubmissionListener> listeners;
    private final Clock clock;

    SubmissionForms(Forms forms, FieldValues values, List<SubmissionListener> listeners, Clock clock) {
        this.forms = forms;
        this.values = values;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** What was found right, by which fields. */
    record Checked(int version, List<FormField> fields, ObjectNode values, ObjectNode evidence) {

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

    /** The fields of a version; today's for one that there never was. */
    List<FormField> fieldsOf(Caller caller, Form form, int version) {
        return version == form.version()
                ? form.fields()
                : forms.fieldsOf(caller.workspaceId(), form.id(), version).orElse(form.fields());
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
        var fields = fieldsOf(caller, form, version);
        var input = new Input(sent.body());
        var now = Times.now(clock);
        var today = Today.of(now, caller.region().zone());
        var checked = values.check(fields, input, sent.files(), today);
        input.errors().check();
        var evidence = sent.evidence().deepCopy();
        addConsents(evidence, fields, checked, now);
        return new Checked(version, fields, checked, evidence);
    }

    /** Which texts were agreed to, in which version of each. */
    private static void addConsents(ObjectNode evidence, List<FormField> fields, ObjectNode values, Instant now) {
        for (var field : fields) {
            if (field.type() == FieldType.CONSENT && values.path(field.key()).asBoolean(false)) {
                var text = Objects.requireNonNullElse(field.consentText(), field.label());
                evidence.withArrayProperty("consents")
                        .addObject()
                        .put("key", field.key())
                        .put("text", text)
                        .put("text_version", version(text))
                        .put("given_at", LeadHubDialect.print(now));
            }
        }
    }

    private static String version(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
