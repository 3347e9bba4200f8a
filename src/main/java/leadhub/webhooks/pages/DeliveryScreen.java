package leadhub.webhooks.pages;

import leadhub.base.Json;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.WholeDelivery;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One delivery with all that was sent and answered. */
public record DeliveryScreen(Webhook webhook, WholeDelivery whole) {
    public String path() {
        return WebhookPages.path(webhook) + "/deliveries/" + whole.delivery().id();
    }

    public boolean isPending() {
        return whole.delivery().status() == DeliveryStatus.PENDING;
    }

    /** Whether what comes of it will be known in a moment. */
    public boolean isUnderWay() {
        return isPending() && whole.attempts().isEmpty();
    }

    /** What was sent, with line breaks for people; null if it is no longer kept. */
    public @Nullable String body() {
        var body = whole.body();
        return body == null ? null : pretty(body);
    }

    static String pretty(String json) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Json.MAPPER.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }
}
