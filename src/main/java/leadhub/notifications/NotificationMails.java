package leadhub.notifications;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that tells somebody by email what the bell would say. */
@Configuration(proxyBeanMethods = false)
class NotificationMails {
    static final String JOB = "mail-notification";
    private static final Logger log = LoggerFactory.getLogger(NotificationMails.class);

    /** Whom to tell what. */
    record Told(long workspaceId, long userId, String kind, String message, List<String> params, int number) {
        static Told of(long workspaceId, NewNotification one) {
            return new Told(workspaceId, one.userId(), one.kind().word(), one.message(), one.params(), one.number());
        }
    }

    @Bean
    Task<Told> notificationMail(PeopleMails mails) {
        return Jobs.once(
                JOB,
                Told.class,
                told -> NotificationKind.of(told.kind())
                        .ifPresent(kind ->
                                mails.deliver(told.workspaceId(), told.userId(), kind, reader -> letter(reader, told))),
                (told, failure) -> log.warn("User {} wasn't told by email.", told.userId(), failure));
    }

    private static MailLayout.Letter letter(PeopleMails.Reader reader, Told told) {
        var words = reader.words();
        var text = words.say(
                Notification.key(told.message()),
                Notification.values(told.params().stream().map(MailText::name).toList(), told.number()));
        return new MailLayout.Letter(
                text,
                List.of(words.say("mail.hello", MailText.name(reader.user().name())), text),
                null,
                null,
                List.of(words.say("notifications.mail-footer", MailText.name(reader.workspace()))));
    }
}
