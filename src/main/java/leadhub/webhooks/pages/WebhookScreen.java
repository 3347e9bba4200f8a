package leadhub.webhooks.pages;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.Delivery;
import leadhub.webhooks.log.DeliveryLog;

/**
 * A webhook's own page.
 *
 * @param waiting how many deliveries wait
 * @param undelivered how many events haven't arrived and are tried no more
 */
public record WebhookScreen(
        Webhook webhook, List<ConditionField> fields, long waiting, long undelivered, ReplayProgress replays, Log log) {
    /**
     * A page of its deliveries.
     *
     * @param isLater whether it isn't the first page
     * @param older the last one's id if there are older ones, else 0
     */
    public record Log(LogQuery asked, List<Delivery> deliveries, boolean isLater, long older) {}

    public String path() {
        return WebhookPages.path(webhook);
    }

    public boolean isMoreThanCounted(long count) {
        return count > DeliveryLog.MOST_COUNTED;
    }

    /** As many as were counted. */
    public static long counted(long count) {
        return Math.min(count, DeliveryLog.MOST_COUNTED);
    }

    public static DeliveryStatus[] statuses() {
        return DeliveryStatus.values();
    }

    public static List<String> events() {
        return WebhookEvents.ALL;
    }

    /** How long both secrets may sign, in hours. */
    public static List<Integer> overlaps() {
        return SecretPages.OVERLAPS;
    }

    public static int usualOverlap() {
        return SecretPages.USUAL_OVERLAP;
    }
}
