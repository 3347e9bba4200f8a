package leadhub.webhooks.pages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import leadhub.panel.AskedFilter;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.LogFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a visitor asks for.
 *
 * @param wrong the message that says what is wrong with them; null if they are right
 */
public record LogQuery(
        AskedFilter asked, LogFilter filter, @Nullable String wrong) {
    private static final LogFilter ALL = new LogFilter(null, null, null, null);

    static LogQuery of(Visit visit) {
        var asked = AskedFilter.of(visit, "status", "event", "from", "to");
        var status = status(asked.find("status"));
        var event = asked.find("event");
        if (asked.find("status") != null && status == null || event != null && !WebhookEvents.ALL.contains(event)) {
            return new LogQuery(asked, ALL, "webhooks.wrong-filter");
        }
        var zone = visit.page().zone();
        try {
            var from = AskedDays.start(asked.find("from"), 0, zone);
            var to = AskedDays.start(asked.find("to"), 1, zone);
            return isReversed(from, to)
                    ? new LogQuery(asked, ALL, "webhooks.wrong-period")
                    : new LogQuery(asked, new LogFilter(status, event, from, to), null);
        } catch (DateTimeParseException e) {
            return new LogQuery(asked, ALL, "audit.wrong-day");
        }
    }

    /** Whether a period ends before it begins. */
    static boolean isReversed(@Nullable Instant from, @Nullable Instant to) {
        return from != null && to != null && !from.isBefore(to);
    }

    private static @Nullable DeliveryStatus status(@Nullable String word) {
        return Arrays.stream(DeliveryStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    public String asked(String name) {
        return asked.shown(name);
    }

    public boolean isFiltered() {
        return !asked.isEmpty();
    }

    /** The same query for deliveries older than one. */
    public String olderThan(String path, long id) {
        return asked.olderThan(path, id) + "#log";
    }
}
