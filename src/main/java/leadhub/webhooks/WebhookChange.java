package leadhub.webhooks;

import java.util.List;
import java.util.Map;
import leadhub.base.Change;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;

/** What is to be changed about a webhook. */
public record WebhookChange(
        Change<String> name,
        Change<String> targetUrl,
        Change<List<String>> events,
        Change<@Nullable ConditionGroup> conditions,
        Change<Map<String, String>> headers,
        Change<Boolean> isActive) {

    WebhookTerms over(WebhookTerms before) {
        return new WebhookTerms(
                name.over(before.name()),
                targetUrl.over(before.targetUrl()),
                events.over(before.events()),
                conditions.over(before.conditions()),
                headers.over(before.headers()));
    }
}
