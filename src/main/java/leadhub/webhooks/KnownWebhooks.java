package leadhub.webhooks;

import java.util.List;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** The webhooks of workspaces, remembered so that what happens to leads costs no statement where there are none. */
@Component
public class KnownWebhooks {
    private final Remembered<List<Subscriber>> known;

    KnownWebhooks(WebhookSql sql, WebhookVault vault, Signals signals) {
        this.known = new Remembered<>(
                signals,
                "webhooks",
                workspaceId -> sql.all(workspaceId).stream()
                        .map(kept -> subscriber(workspaceId, kept, vault))
                        .toList());
    }

    /** All of them by id, those that are switched off too. How far they are failing may be outdated. */
    public List<Subscriber> all(long workspaceId) {
        return known.get(workspaceId);
    }

    /** The current transaction changes some. */
    public void changed(long workspaceId) {
        known.changed(workspaceId);
    }

    /** The same, and whoever changes some goes on when all processes know: whatever happens from then on is told by that. */
    void changedEverywhere(long workspaceId) {
        known.changedEverywhere(workspaceId);
    }

    private static Subscriber subscriber(long workspaceId, KeptWebhook kept, WebhookVault vault) {
        var opened = vault.open(workspaceId, kept.id(), kept.sealed()).orElse(null);
        return new Subscriber(kept.open(opened), opened == null ? null : opened.secrets(kept.previousSecretUntil()));
    }
}
