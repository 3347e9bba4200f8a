package leadhub.forms.submissions;

import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import org.springframework.stereotype.Component;

/** Makes leads of what was sent, whether at once, once it is confirmed, or when somebody says that it is no spam. */
@Component
class Acceptance {
    private final SubmissionForms forms;
    private final SubmissionSql sql;
    private final LeadsOfForms leads;

    Acceptance(SubmissionForms forms, SubmissionSql sql, LeadsOfForms leads) {
        this.forms = forms;
        this.sql = sql;
        this.leads = leads;
    }

    /** Makes its lead. */
    void make(Caller sender, Form form, List<FormField> fields, Submission submission, DuplicatePolicy policy) {
        var taken = leads.take(formOf(sender, form), form, fields, submission, policy);
        sql.accept(sender.workspaceId(), form.id(), submission.id(), taken.leadId(), !taken.isNew());
        forms.accepted(
                sender.workspaceId(),
                form,
                sql.find(sender.workspaceId(), form.id(), submission.id()).orElseThrow());
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

    /** Whether a caller may see what was sent. */
    boolean mayLookInto(Caller caller, Submission submission) {
        return leads.mayLookInto(caller, submission);
    }
}
