package leadhub.automations.actions;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
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

/** The job that tells a user what an automation has to say. */
@Configuration(proxyBeanMethods = false)
class Notices {
    static final String JOB = "mail-automation-notice";
    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    /** Whom to tell what. */
    record Notice(long workspaceId, long userId, long leadId, String automation, String message) {}

    @Bean
    Task<Notice> automationNotice(Users users, Mails mails, Workspaces workspaces) {
        return Jobs.once(
                JOB,
                Notice.class,
                notice -> deliver(notice, users, mails, workspaces),
                (notice, failure) ->
                        log.warn("A user wasn't told what an automation says of lead {}.", notice.leadId(), failure));
    }

    /** Nothing is sent where e-mail isn't set up, and to nobody who has left. */
    private static void deliver(Notice notice, Users users, Mails mails, Workspaces workspaces) {
        var caller = workspaces.caller(notice.workspaceId(), Actor.system("automations"));
        var user = users.find(caller, notice.userId()).filter(one -> one.status() == Status.ACTIVE);
        if (user.isEmpty() || !mails.canSend(notice.workspaceId())) {
            return;
        }
        var words = Words.in(Objects.requireNonNullElse(caller.region().language(), "en"));
        var reader = new MailLayout.Reader(user.get().email(), words);
        try {
            mails.send(notice.workspaceId(), MailQuota.Kind.OTHER, reader, letter(words, notice, user.get()));
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    private static MailLayout.Letter letter(Words words, Notice notice, User user) {
        return new MailLayout.Letter(
                words.say("mail.automation.subject", MailText.name(notice.automation())),
                List.of(
                        words.say("mail.hello", MailText.name(user.name())),
                        notice.message(),
                        words.say("mail.automation.lead", Long.toString(notice.leadId()))),
                null,
                null,
                List.of(words.say("mail.automation.footer", MailText.name(notice.automation()))));
    }
}
