package leadhub.webhooks.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.jobs.JobQueue;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.PeopleMails;
import leadhub.webhooks.KnownWebhooks;
import leadhub.webhooks.Subscriber;
import org.springframework.stereotype.Component;

/** Tells a workspace's administrators by email that a webhook fails, or was switched off. */
@Component
class WebhookMails {
    static final String JOB = "mail-webhook-notice";
    /** To one administrator each. */
    static final String JOB_TO_ONE = "mail-webhook-notice-to-one";

    private final KnownWebhooks known;
    private final PeopleMails mails;
    private final JobQueue jobs;

    WebhookMails(KnownWebhooks known, PeopleMails mails, JobQueue jobs) {
        this.known = known;
        this.mails = mails;
        this.jobs = jobs;
    }

    /** What there is to tell. */
    enum What {
        FAILING,
        /** It failed for so long that it was switched off. */
        DISABLED,
        /** The receiver said that it is gone. */
        GONE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of which webhook to tell what; the rest is found out later. */
    record Notice(long workspaceId, long webhookId, What what) {}

    /** Whom to tell. */
    record NoticeToOne(long workspaceId, long webhookId, What what, long userId) {}

    /** What the bell says of it, to each administrator. */
    List<NewNotification> news(Notice notice) {
        var name = name(notice.workspaceId(), notice.webhookId()).orElse("#" + notice.webhookId());
        return mails.news(
                notice.workspaceId(),
                NotificationKind.WEBHOOK,
                "/settings/webhooks/" + notice.webhookId(),
                "webhook_" + notice.what().word(),
                name);
    }

    /** The job: leaves one for each administrator. */
    void spread(Notice notice) {
        mails.toAdministrators(
                notice.workspaceId(),
                id -> jobs.add(
                        JOB_TO_ONE, new NoticeToOne(notice.workspaceId(), notice.webhookId(), notice.what(), id)));
    }

    /** The job: nothing is sent of a webhook that isn't there any more. */
    void deliver(NoticeToOne notice) {
        name(notice.workspaceId(), notice.webhookId())
                .ifPresent(name -> mails.deliver(
                        notice.workspaceId(),
                        notice.userId(),
                        NotificationKind.WEBHOOK,
                        reader -> PeopleMails.letter(
                                reader, "mail.webhook", notice.what().word(), name)));
    }

    private Optional<String> name(long workspaceId, long webhookId) {
        return known.all(workspaceId).stream()
                .map(Subscriber::webhook)
                .filter(webhook -> webhook.id() == webhookId)
                .map(webhook -> webhook.terms().name())
                .findFirst();
    }
}
