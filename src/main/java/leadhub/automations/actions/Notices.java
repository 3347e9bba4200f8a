package leadhub.automations.actions;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.PeopleMails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that tells a user by email what an automation has to say. */
@Configuration(proxyBeanMethods = false)
class Notices {
    static final String JOB = "mail-automation-notice";
    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    /** Whom to tell what. */
    record Notice(long workspaceId, long userId, long leadId, String automation, String message) {}

    @Bean
    Task<Notice> automationNotice(PeopleMails mails) {
        return Jobs.once(
                JOB,
                Notice.class,
                notice -> mails.deliver(
                        notice.workspaceId(),
                        notice.userId(),
                        NotificationKind.AUTOMATION,
                        reader -> letter(reader, notice)),
                (notice, failure) ->
                        log.warn("A user wasn't told what an automation says of lead {}.", notice.leadId(), failure));
    }

    private static MailLayout.Letter letter(PeopleMails.Reader reader, Notice notice) {
        var words = reader.words();
        return new MailLayout.Letter(
                words.say("mail.automation.subject", MailText.name(notice.automation())),
                List.of(
                        words.say("mail.hello", MailText.name(reader.user().name())),
                        notice.message(),
                        words.say("mail.automation.lead", Long.toString(notice.leadId()))),
                null,
                null,
                List.of(words.say("mail.automation.footer", MailText.name(notice.automation()))));
    }
}
