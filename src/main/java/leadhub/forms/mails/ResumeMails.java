package leadhub.forms.mails;

import java.util.List;
import java.util.Optional;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.partials.Partial;
import leadhub.forms.partials.Partials;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails a link to whoever wants to go on later with what they typed. Nothing that a visitor wrote stands in it.
 *
 * <p>Limits: as of emails that ask to confirm something, counted apart from those.
 */
@Service
public class ResumeMails {
    static final String JOB = "mail-form-resume";

    private final Forms forms;
    private final Partials partials;
    private final ResumeLinks links;
    private final ConfirmationLimits limits;
    private final Outbox outbox;

    ResumeMails(Forms forms, Partials partials, ResumeLinks links, ConfirmationLimits limits, Outbox outbox) {
        this.forms = forms;
        this.partials = partials;
        this.links = links;
        this.limits = limits;
        this.outbox = outbox;
    }

    /** How they leave. */
    @Component
    record Outbox(Mails mails, JobQueue jobs, Workspaces workspaces) {}

    /** What to mail a link to. */
    record Wanted(long workspaceId, long formId, String pageId, String language) {}

    /** Has a link mailed to what is kept of a page, if there is an email in it and it hasn't had enough of them. */
    @Transactional
    public void ask(long workspaceId, Form form, String pageId, String language) {
        var email = partials.find(workspaceId, form, pageId).flatMap(partial -> email(workspaceId, form, partial));
        if (email.isPresent()
                && links.areOffered(workspaceId, form)
                && limits.take(workspaceId, form.id(), ConfirmationLimits.key("later " + email.get()))) {
            outbox.jobs().add(JOB, new Wanted(workspaceId, form.id(), pageId, language));
        }
    }

    /** The job. */
    void send(Wanted wanted) {
        var form = forms.find(wanted.workspaceId(), wanted.formId());
        var email = form.flatMap(found -> partials.find(wanted.workspaceId(), found, wanted.pageId())
                .flatMap(partial -> email(wanted.workspaceId(), found, partial)));
        if (form.isEmpty() || email.isEmpty()) {
            return;
        }
        var words = Words.in(wanted.language());
        var from = MailText.name(outbox.workspaces().get(wanted.workspaceId()).name());
        var letter = new MailLayout.Letter(
                words.say("mail.form.resume.subject", from),
                List.of(words.say("mail.form.resume", MailText.name(form.get().name()), from)),
                words.say("mail.form.resume.button"),
                links.url(form.get(), wanted.pageId()),
                List.of(words.say("mail.form.confirm.footer")));
        try {
            outbox.mails()
                    .send(
                            wanted.workspaceId(),
                            MailQuota.Kind.NOTICE,
                            new MailLayout.Reader(email.get(), words),
                            letter);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    /** By the fields of the version into which it was typed. */
    private Optional<String> email(long workspaceId, Form form, Partial partial) {
        var fields =
                forms.fieldsOf(workspaceId, form.id(), partial.formVersion()).orElse(form.fields());
        return Optional.ofNullable(Form.email(fields))
                .map(field -> partial.values().path(field.key()).asString(""))
                .filter(email -> !email.isEmpty());
    }
}
