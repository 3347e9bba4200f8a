package leadhub.integrations.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.integrations.Integrations;
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
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Tells a workspace's administrators by email that an integration needs somebody. */
@Component
class IntegrationMails {
    static final String JOB = "mail-integration-notice";
    /** To one administrator each. */
    private static final String JOB_TO_ONE = "mail-integration-notice-to-one";

    private static final Logger log = LoggerFactory.getLogger(IntegrationMails.class);

    private final WatchSql sql;
    private final Integrations integrations;
    private final Workspaces workspaces;
    private final Users users;
    private final Mails mails;
    private final JobQueue jobs;

    @SuppressWarnings("TooManyParameters") // whom to tell what, and how
    IntegrationMails(
            WatchSql sql, Integrations integrations, Workspaces workspaces, Users users, Mails mails, JobQueue jobs) {
        this.sql = sql;
        this.integrations = integrations;
        this.workspaces = workspaces;
        this.users = users;
        this.mails = mails;
        this.jobs = jobs;
    }

    /** Of which integration to tell what. */
    record Notice(long workspaceId, long integrationId, Trouble trouble) {}

    /** Whom to tell. */
    record NoticeToOne(long workspaceId, long integrationId, Trouble trouble, long userId) {}

    /** Leaves a job for each administrator, so that one whose mailbox is full keeps it from nobody else. */
    private void spread(Notice notice) {
        users.all(caller(notice.workspaceId())).stream()
                .filter(user -> user.role() == Role.ADMIN && user.status() == Status.ACTIVE)
                .forEach(user -> jobs.add(
                        JOB_TO_ONE,
                        new NoticeToOne(notice.workspaceId(), notice.integrationId(), notice.trouble(), user.id())));
    }

    /** Then the next look tells of it again. */
    private void unspread(Notice notice, Throwable failure) {
        log.warn("Administrators weren't told of integration {}.", notice.integrationId(), failure);
        sql.forget(notice.workspaceId(), notice.integrationId());
    }

    /** Nothing is sent where email isn't set up, and where there is nobody or nothing to tell any more. */
    private void deliver(NoticeToOne notice) {
        var caller = caller(notice.workspaceId());
        var user = users.find(caller, notice.userId()).filter(found -> found.status() == Status.ACTIVE);
        var integration = integrations.find(notice.workspaceId(), notice.integrationId());
        var isStillSo =
                notice.trouble().word().equals(sql.told(notice.workspaceId()).get(notice.integrationId()));
        if (user.isEmpty() || integration.isEmpty() || !isStillSo || !mails.canSend(notice.workspaceId())) {
            return;
        }
        var workspace = workspaces.get(notice.workspaceId());
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        var letter = letter(words, notice, user.get(), integration.get().terms().name(), workspace);
        try {
            mails.send(
                    notice.workspaceId(),
                    MailQuota.Kind.OTHER,
                    new MailLayout.Reader(user.get().email(), words),
                    letter);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    private static MailLayout.Letter letter(
            Words words, NoticeToOne notice, User user, String integration, Workspace workspace) {
        var key = "mail.integration." + notice.trouble().word();
        var name = MailText.name(integration);
        var place = MailText.name(workspace.name());
        return new MailLayout.Letter(
                words.say(key + ".subject", name, place),
                List.of(
                        words.say("mail.hello", MailText.name(user.name())),
                        words.say(key, name, place),
                        words.say("mail.integration.next")),
                null,
                null,
                List.of(words.say("mail.integration.footer", place)));
    }

    private Caller caller(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("integrations"));
    }

    /** Its jobs. */
    @Configuration(proxyBeanMethods = false)
    static class WatchJobs {
        private static final Duration PAUSE = Duration.ofMinutes(15);

        @Bean
        Task<?> watchIntegrations(IntegrationWatch watch) {
            return Jobs.every(PAUSE, "watch-integrations", watch::look);
        }

        @Bean
        Task<Notice> integrationNotice(IntegrationMails mails) {
            return Jobs.once(JOB, Notice.class, mails::spread, mails::unspread);
        }

        @Bean
        Task<NoticeToOne> integrationNoticeToOne(IntegrationMails mails) {
            return Jobs.once(
                    JOB_TO_ONE,
                    NoticeToOne.class,
                    mails::deliver,
                    (notice, failure) -> log.warn(
                            "An administrator wasn't told of integration {}.", notice.integrationId(), failure));
        }
    }
}
