package leadhub.integrations.watch;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.integrations.Integrations;
import leadhub.jobs.JobQueue;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.PeopleMails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells a workspace's administrators by email that an integration needs somebody. */
@Component
class IntegrationMails {
    static final String JOB = "mail-integration-notice";
    /** To one administrator each. */
    static final String JOB_TO_ONE = "mail-integration-notice-to-one";

    private static final Logger log = LoggerFactory.getLogger(IntegrationMails.class);

    private final WatchSql sql;
    private final Integrations integrations;
    private final PeopleMails mails;
    private final JobQueue jobs;

    IntegrationMails(WatchSql sql, Integrations integrations, PeopleMails mails, JobQueue jobs) {
        this.sql = sql;
        this.integrations = integrations;
        this.mails = mails;
        this.jobs = jobs;
    }

    /** Of which integration to tell what. */
    record Notice(long workspaceId, long integrationId, Trouble trouble) {}

    /** Whom to tell. */
    record NoticeToOne(long workspaceId, long integrationId, Trouble trouble, long userId) {}

    /** Who tells. */
    Caller caller(long workspaceId) {
        return mails.caller(workspaceId);
    }

    /** What the bell says of it, to each administrator. */
    List<NewNotification> news(Notice notice) {
        var id = notice.integrationId();
        var name = name(notice.workspaceId(), id).orElse("#" + id);
        return mails.news(
                notice.workspaceId(),
                NotificationKind.INTEGRATION,
                "/settings/integrations/" + id,
                "integration_" + notice.trouble().word(),
                name);
    }

    /** The job: leaves one for each administrator. */
    void spread(Notice notice) {
        mails.toAdministrators(
                notice.workspaceId(),
                id -> jobs.add(
                        JOB_TO_ONE,
                        new NoticeToOne(notice.workspaceId(), notice.integrationId(), notice.trouble(), id)));
    }

    /** Then the next look tells of it again. */
    void unspread(Notice notice, Throwable failure) {
        log.warn("Administrators weren't told of integration {}.", notice.integrationId(), failure);
        sql.forget(notice.workspaceId(), notice.integrationId());
    }

    /** The job: nothing is sent where there is nothing to tell any more. */
    void deliver(NoticeToOne notice) {
        var name = name(notice.workspaceId(), notice.integrationId());
        var isStillSo =
                notice.trouble().word().equals(sql.told(notice.workspaceId()).get(notice.integrationId()));
        if (name.isPresent() && isStillSo) {
            mails.deliver(
                    notice.workspaceId(),
                    notice.userId(),
                    NotificationKind.INTEGRATION,
                    reader -> PeopleMails.letter(
                            reader, "mail.integration", notice.trouble().word(), name.get()));
        }
    }

    private Optional<String> name(long workspaceId, long integrationId) {
        return integrations
                .find(workspaceId, integrationId)
                .map(one -> one.terms().name());
    }
}
