package leadhub.webhooks.delivery;

import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.jobs.JobQueue;
import leadhub.notifications.Notifications;
import leadhub.webhooks.KnownWebhooks;
import leadhub.webhooks.Webhook.DisabledReason;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** What happens, within the transaction, when a webhook fails for long or is switched off: it is written down and told. */
@Component
class WebhookTroubles {
    private final KnownWebhooks known;
    private final Workspaces workspaces;
    private final Audit audit;
    private final Telling telling;

    WebhookTroubles(KnownWebhooks known, Workspaces workspaces, Audit audit, Telling telling) {
        this.known = known;
        this.workspaces = workspaces;
        this.audit = audit;
        this.telling = telling;
    }

    /** How it is told. */
    @Component
    record Telling(WebhookMails mails, Notifications notifications, JobQueue jobs) {
        void tell(Caller caller, long webhookId, WebhookMails.What what) {
            var notice = new WebhookMails.Notice(caller.workspaceId(), webhookId, what);
            notifications.tell(caller, mails.news(notice));
            jobs.add(WebhookMails.JOB, notice);
        }
    }

    void failing(long workspaceId, long webhookId) {
        telling.tell(workspaces.caller(workspaceId, Actor.system("webhooks")), webhookId, WebhookMails.What.FAILING);
    }

    void disabled(long workspaceId, long webhookId, DisabledReason reason) {
        var caller = workspaces.caller(workspaceId, Actor.system("webhooks"));
        audit.record(caller, "webhook.disabled", webhookId, null, Map.of("disabled_reason", reason.word()));
        known.changed(workspaceId);
        var what = switch (reason) {
            case GONE -> WebhookMails.What.GONE;
            case FAILURES -> WebhookMails.What.DISABLED;
        };
        telling.tell(caller, webhookId, what);
    }
}
