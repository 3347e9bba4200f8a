package leadhub.webhooks.delivery;

import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.jobs.JobQueue;
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
    private final JobQueue jobs;

    WebhookTroubles(KnownWebhooks known, Workspaces workspaces, Audit audit, JobQueue jobs) {
        this.known = known;
        this.workspaces = workspaces;
        this.audit = audit;
        this.jobs = jobs;
    }

    void failing(long workspaceId, long webhookId) {
        jobs.add(WebhookMails.JOB, new WebhookMails.Notice(workspaceId, webhookId, WebhookMails.What.FAILING));
    }

    void disabled(long workspaceId, long webhookId, DisabledReason reason) {
        var caller = workspaces.caller(workspaceId, Actor.system("webhooks"));
        audit.record(caller, "webhook.disabled", webhookId, null, Map.of("disabled_reason", reason.word()));
        known.changed(workspaceId);
        var what = switch (reason) {
            case GONE -> WebhookMails.What.GONE;
            case FAILURES -> WebhookMails.What.DISABLED;
        };
        jobs.add(WebhookMails.JOB, new WebhookMails.Notice(workspaceId, webhookId, what));
    }
}
