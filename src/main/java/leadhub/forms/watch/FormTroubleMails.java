package leadhub.forms.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Tells a workspace's administrators by email that a form needs somebody. */
@Component
class FormTroubleMails {
    static final String JOB = "mail-form-trouble";
    /** To one administrator each. */
    private static final String JOB_TO_ONE = "mail-form-trouble-to-one";

    private static final Logger log = LoggerFactory.getLogger(FormTroubleMails.class);

    private final WatchSql sql;
    private final Forms forms;
    private final Workspaces workspaces;
    private final Users users;
    private final Mails mails;
    private final JobQueue jobs;

    @SuppressWarnings("TooManyParameters") // whom to tell what, and how
    FormTroubleMails(WatchSql sql, Forms forms, Workspaces workspaces, Users users, Mails mails, JobQueue jobs) {
        this.sql = sql;
        this.forms = forms;
        this.workspaces = workspaces;
        this.users = users;
        this.mails = mails;
        this.jobs = jobs;
    }

    /** Of which form to tell what. */
    record Notice(long workspaceId, long formId, FormTrouble trouble) {}

    /** Whom to tell. */
    record NoticeToOne(long workspaceId, long formId, FormTrouble trouble, long userId) {}

    /** Leaves a job for each administrator, so that one whose mailbox is full keeps it from nobody else. */
    private void spread(Notice notice) {
        users.all(caller(notice.workspaceId())).stream()
                .filter(user -> user.role() == Role.ADMIN && user.status() == Status.ACTIVE)
                .forEach(user -> jobs.add(
                        JOB_TO_ONE,
                        new NoticeToOne(notice.workspaceId(), notice.formId(), notice.trouble(), user.id())));
    }

    /** Then the next look tells of it again. */
    private void unspread(Notice notice, Throwable failure) {
        log.warn("Administrators weren't told of form {}.", notice.formId(), failure);
        sql.forget(notice.workspaceId(), notice.formId());
    }

    /** Nothing is sent where email isn't set up, and where there is nobody or nothing to tell any more. */
    private void deliver(NoticeToOne notice) {
        var workspaceId = notice.workspaceId();
        var user = users.find(caller(workspaceId), notice.userId()).filter(found -> found.status() == Status.ACTIVE);
        var form = forms.find(workspaceId, notice.formId());
        var isStillSo = notice.trouble().word().equals(sql.told(workspaceId).get(notice.formId()));
        if (user.isEmpty() || form.isEmpty() || !isStillSo || !mails.canSend(workspaceId)) {
            return;
        }
        var workspace = workspaces.get(workspaceId);
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        var letter = letter(words, notice.trouble(), user.get(), form.get(), MailText.name(workspace.name()));
        try {
            mails.send(
                    workspaceId,
                    MailQuota.Kind.OTHER,
                    new MailLayout.Reader(user.get().email(), words),
                    letter);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    private static MailLayout.Letter letter(Words words, FormTrouble trouble, User user, Form form, String place) {
        var key = "mail.form." + trouble.word();
        var name = MailText.name(form.name());
        return new MailLayout.Letter(
                words.say(key + ".subject", name, place),
                List.of(words.say("mail.hello", MailText.name(user.name())), words.say(key, name, place)),
                words.say("mail.form.trouble.button"),
                form.origin() + "/forms/" + form.id() + "/numbers",
                List.of(words.say("mail.integration.footer", place)));
    }

    private Caller caller(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("forms"));
    }

    /** Its jobs. */
    @Configuration(proxyBeanMethods = false)
    static class TroubleJobs {
        @Bean
        Task<Notice> formTrouble(FormTroubleMails mails) {
            return Jobs.once(JOB, Notice.class, mails::spread, mails::unspread);
        }

        @Bean
        Task<NoticeToOne> formTroubleToOne(FormTroubleMails mails) {
            return Jobs.once(
                    JOB_TO_ONE,
                    NoticeToOne.class,
                    mails::deliver,
                    (notice, failure) ->
                            log.warn("An administrator wasn't told of form {}.", notice.formId(), failure));
        }
    }
}
