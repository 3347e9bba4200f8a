package leadhub.forms.mails;

import java.util.List;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.submissions.Submission;
import leadhub.forms.submissions.SubmissionStatus;
import leadhub.forms.submissions.Submissions;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks whoever sent something to confirm that the email is theirs. Nothing that a visitor wrote stands in it.
 *
 * <p>Limits: 3 a day to one address, and one an hour for each form.
 */
@Component
class ConfirmationMails {
    static final String JOB = "mail-form-confirmation";

    private final Forms forms;
    private final Submissions submissions;
    private final Workspaces workspaces;
    private final ConfirmationLimits limits;
    private final Mails mails;

    ConfirmationMails(
            Forms forms, Submissions submissions, Workspaces workspaces, ConfirmationLimits limits, Mails mails) {
        this.forms = forms;
        this.submissions = submissions;
        this.workspaces = workspaces;
        this.limits = limits;
        this.mails = mails;
    }

    /** Which submission is to be confirmed. */
    record Wanted(long workspaceId, long formId, long submissionId) {}

    /** The job. */
    void ask(Wanted wanted) {
        var form = forms.find(wanted.workspaceId(), wanted.formId()).orElse(null);
        if (form == null || !mails.canSend(wanted.workspaceId())) {
            return;
        }
        var submission = submissions
                .find(wanted.workspaceId(), form, wanted.submissionId())
                .orElse(null);
        var email = submission == null ? null : email(form, submission);
        if (submission == null
                || email == null
                || submission.status() != SubmissionStatus.PENDING
                || !limits.take(wanted.workspaceId(), form.id(), ConfirmationLimits.key(email))) {
            return;
        }
        send(wanted, form, submission, email);
    }

    private void send(Wanted wanted, Form form, Submission submission, String email) {
        var workspace = workspaces.get(wanted.workspaceId());
        var words = Words.in(submission.evidence().path("language").asString("en"));
        var from = MailText.name(workspace.name());
        var letter = new MailLayout.Letter(
                words.say("mail.form.confirm.subject", from),
                List.of(words.say("mail.form.confirm", MailText.name(form.name()), from)),
                words.say("mail.form.confirm.button"),
                form.origin() + "/f/confirm/" + limits.token(wanted.workspaceId(), form.id(), submission.id()),
                List.of(words.say("mail.form.confirm.footer")));
        try {
            mails.send(wanted.workspaceId(), MailQuota.Kind.NOTICE, new MailLayout.Reader(email, words), letter);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    static @Nullable String email(Form form, Submission submission) {
        var field = Form.email(form.fields());
        var email = field == null ? "" : submission.values().path(field.key()).asString("");
        return email.isEmpty() ? null : email;
    }
}
