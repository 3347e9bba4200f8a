package leadhub.webhooks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told, and where.
 *
 * @param targetUrl as {@link leadhub.outside.OutsideUrl} spells it
 * @param events of {@link WebhookEvents}; {@code *} stands for all of them
 * @param conditions what the lead has to meet; null for nothing
 * @param headers of one's own, which are secret and go along with each request
 */
public record WebhookTerms(
        String name,
        String targetUrl,
        List<String> events,
        @Nullable ConditionGroup conditions,
        Map<String, String> headers) {
    /** Stands for what a header says; sent back, it leaves that alone. */
    static final String HIDDEN = "***";

    public WebhookTerms {
        headers = new TreeMap<>(headers);
    }

    /** Whether it asks for an event of that kind. */
    public boolean wants(String event) {
        return events.contains(WebhookEvents.ANY) || events.contains(event);
    }

    /** The headers without what they say. */
    public Map<String, String> hiddenHeaders() {
        var hidden = new TreeMap<String, String>();
        headers.keySet().forEach(name -> hidden.put(name, HIDDEN));
        return hidden;
    }

    /** What headers of that name say, however it is capitalized; null without one. */
    @Nullable
    String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "WebhookTerms[" + name + "]";
    }
}
