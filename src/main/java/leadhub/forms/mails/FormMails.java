package leadhub.forms.mails;

import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.submissions.Submission;
import leadhub.forms.submissions.SubmissionListener;
import leadhub.forms.submissions.Submissions;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.users.Users;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells users of what was sent. */
@Component
class FormMails implements SubmissionListener {
    static final String NOTICE_JOB = "mail-form-notice";

    private final Forms forms;
    private final Workspaces workspaces;
    private final Users users;
    private final Mails mails;
    private final JobQueue jobs;
    /** Asked for late: it tells this one of what was sent. */
    private final ObjectProvider<Submissions> submissions;

    FormMails(Forms forms, Workspaces workspaces, Users users, Outbox outbox, ObjectProvider<Submissions> submissions) {
        this.forms = forms;
        this.workspaces = workspaces;
        this.users = users;
        this.mails = outbox.mails();
        this.jobs = outbox.jobs();
        this.submissions = submissions;
    }

    /** How emails leave. */
    @Component
    record Outbox(Mails mails, JobQueue jobs) {}

    /** Whom to tell of which lead. */
    record Notice(long workspaceId, long formId, long leadId, long userId, long submissionId) {}

    @Override
    public void accepted(long workspaceId, Form form, Submission submission) {
        var leadId = Objects.requireNonNull(submission.leadId());
        form.settings()
                .notifyUserIds()
                .forEach(userId ->
                        jobs.add(NOTICE_JOB, new Notice(workspaceId, form.id(), leadId, userId, submission.id())));
    }

    @Override
    public void pending(long workspaceId, Form form, Submission submission) {
        jobs.add(ConfirmationMails.JOB, new ConfirmationMails.Wanted(workspaceId, form.id(), submission.id()));
    }

    /** The job: nobody is told who has left meanwhile, or of a form that is gone. */
    void tell(Notice notice) {
        var user = users.find(caller(notice.workspaceId()), notice.userId())
                .filter(found -> found.status() == Status.ACTIVE);
        var form = forms.find(notice.workspaceId(), notice.formId());
        if (user.isEmpty() || form.isEmpty() || !mails.canSend(notice.workspaceId())) {
            return;
        }
        var workspace = workspaces.get(notice.workspaceId());
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        var name = MailText.name(form.get().name());
        var letter = new MailLayout.Letter(
                words.say("mail.form.notice.subject", name),
                List.of(words.say("mail.hello", MailText.name(user.get().name())), words.say("mail.form.notice", name)),
                words.say("mail.form.notice.button"),
                form.get().origin() + "/leads/" + notice.leadId(),
                List.of(words.say("mail.form.notice.footer", MailText.name(workspace.name()))));
        try {
            mails.send(
                    notice.workspaceId(),
                    MailQuota.Kind.NOTICE,
                    new MailLayout.Reader(user.get().email(), words),
                    letter,
                    email(notice, form.get()));
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    /** Of whoever sent it, for an answer; null where they named none. */
    private @Nullable String email(Notice notice, Form form) {
        return submissions
                .getObject()
                .find(notice.workspaceId(), form, notice.submissionId())
                .map(submission -> ConfirmationMails.email(form, submission))
                .orElse(null);
    }

    private Caller caller(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("forms"));
    }
}
