package leadhub.webhooks.pages;

import java.util.List;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.log.ReplayResult;

/** How far the last replays of a webhook are. */
public record ReplayProgress(Webhook webhook, List<ReplayResult> replays) {
    public String path() {
        return WebhookPages.path(webhook) + "/replays";
    }

    public boolean isRunning() {
        return replays.stream().anyMatch(replay -> !replay.isOver());
    }
}
