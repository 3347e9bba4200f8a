package leadhub.notifications;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that tells somebody of a day by one email. */
@Configuration(proxyBeanMethods = false)
class DigestMails {
    static final String JOB = "mail-digest";
    private static final Logger log = LoggerFactory.getLogger(DigestMails.class);

    /** The panel has the others. */
    private static final int MOST = 50;

    /** Whom to tell what happened in a time. */
    record Due(long workspaceId, long userId, Instant after, Instant upTo) {}

    @Bean
    Task<Due> mailDigest(DigestSql sql, NotificationChoices choices, PeopleMails mails) {
        return Jobs.once(
                JOB,
                Due.class,
                due -> {
                    var news = sql.unread(due, kinds(choices, due), MOST);
                    if (!news.isEmpty()) {
                        mails.deliver(due.workspaceId(), due.userId(), reader -> letter(reader, news));
                    }
                },
                (due, failure) -> log.warn("User {} wasn't told of a day by email.", due.userId(), failure));
    }

    private static Set<NotificationKind> kinds(NotificationChoices choices, Due due) {
        var kinds = EnumSet.noneOf(NotificationKind.class);
        for (var kind : NotificationKind.values()) {
            if (choices.of(due.workspaceId(), due.userId(), kind).digest()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static MailLayout.Letter letter(PeopleMails.Reader reader, List<Notification> news) {
        var words = reader.words();
        var paragraphs = new ArrayList<String>();
        paragraphs.add(words.say("mail.hello", MailText.name(reader.user().name())));
        for (var one : news) {
            var params = one.params().stream().map(MailText::name).toList();
            paragraphs.add(words.say(one.key(), Notification.values(params, one.number())));
        }
        return new MailLayout.Letter(
                words.say("notifications.digest", news.size(), MailText.name(reader.workspace())),
                paragraphs,
                null,
                null,
                List.of(words.say("notifications.mail-footer", MailText.name(reader.workspace()))));
    }
}
