package leadhub.webhooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed about a webhook.
 *
 * @param headers those that are {@link WebhookTerms#HIDDEN} go on saying what they say
 */
public record WebhookChange(
        Change<String> name,
        Change<String> targetUrl,
        Change<List<String>> events,
        Change<@Nullable ConditionGroup> conditions,
        Change<Map<String, String>> headers,
        Change<Boolean> isActive) {

    /** Nothing but whether it is on. */
    public static WebhookChange toBe(boolean isActive) {
        return new WebhookChange(
                Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.set(isActive));
    }

    WebhookTerms over(WebhookTerms before) {
        return new WebhookTerms(
                name.over(before.name()),
                targetUrl.over(before.targetUrl()),
                events.over(before.events()),
                conditions.over(before.conditions()),
                headers.map(sent -> shown(sent, before)).over(before.headers()));
    }

    private static Map<String, String> shown(Map<String, String> sent, WebhookTerms before) {
        var headers = new LinkedHashMap<String, String>();
        sent.forEach((name, value) -> {
            var shown = value.equals(WebhookTerms.HIDDEN) ? before.header(name) : value;
            if (shown == null) {
                throw unknown(name);
            }
            headers.put(name, shown);
        });
        return headers;
    }

    /** Somebody has removed it since. */
    private static ProblemException unknown(String header) {
        return Problem.invalid("headers." + header, Refusal.of("invalid")).exception();
    }
}
