package leadhub.notifications;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.Optional;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that tells somebody by email what the bell would say. */
@Configuration(proxyBeanMethods = false)
class NotificationMails {
    static final String JOB = "mail-notification";
    private static final Logger log = LoggerFactory.getLogger(NotificationMails.class);

    /** Whom to tell what. @param subject what adds up until it is sent; null for what stands by itself */
    record Told(
            long workspaceId,
            long userId,
            String kind,
            String message,
            List<String> params,
            int number,
            @Nullable String subject) {
        static Told of(long workspaceId, NewNotification one) {
            return new Told(
                    workspaceId,
                    one.userId(),
                    one.kind().word(),
                    one.message(),
                    one.params(),
                    one.number(),
                    one.subject());
        }
    }

    @Bean
    Task<Told> notificationMail(PeopleMails mails, Notifications notifications) {
        return Jobs.once(
                JOB,
                Told.class,
                told -> NotificationKind.of(told.kind()).ifPresent(kind -> send(mails, notifications, told, kind)),
                (told, failure) -> log.warn("User {} wasn't told by email.", told.userId(), failure));
    }

    private static void send(PeopleMails mails, Notifications notifications, Told told, NotificationKind kind) {
        var number = told.subject() == null
                ? Optional.of(told.number())
                : notifications.number(told.workspaceId(), told.userId(), kind, told.subject());
        number.ifPresent(
                now -> mails.deliver(told.workspaceId(), told.userId(), kind, reader -> letter(reader, told, now)));
    }

    private static MailLayout.Letter letter(PeopleMails.Reader reader, Told told, int number) {
        var words = reader.words();
        var text = words.say(
                Notification.key(told.message()),
                Notification.values(told.params().stream().map(MailText::name).toList(), number));
        return new MailLayout.Letter(
                text,
                List.of(words.say("mail.hello", MailText.name(reader.user().name())), text),
                null,
                null,
                List.of(words.say("notifications.mail-footer", MailText.name(reader.workspace()))));
    }
}
