package leadhub.home;

import java.util.List;
import leadhub.automations.runs.RunOverviews;
import leadhub.webhooks.Webhook;

/**
 * What somebody should look after, as far as the visitor may.
 *
 * @param webhooks that fail, or that were switched off for it
 * @param automations those with runs that failed lately
 * @param duplicates how many pairs of leads may be one person
 */
public record Trouble(List<Webhook> webhooks, List<RunOverviews.Failing> automations, long duplicates) {
    public boolean isNone() {
        return webhooks.isEmpty() && automations.isEmpty() && duplicates == 0;
    }
}
