package leadhub.webhooks.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import leadhub.web.input.Texts;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.LogFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a visitor asks for.
 *
 * @param asked the parameters as given, by name
 * @param wrong the message that says what is wrong with them; null if they are right
 */
public record LogQuery(
        Map<String, String> asked,
        LogFilter filter,
        @Nullable String wrong) {
    private static final LogFilter ALL = new LogFilter(null, null, null, null);

    static LogQuery of(Visit visit) {
        var asked = new LinkedHashMap<String, String>();
        Stream.of("status", "event", "from", "to")
                .forEach(name -> visit.asked(name)
                        .map(Texts::trim)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> asked.put(name, text)));
        var status = status(asked.get("status"));
        var event = asked.get("event");
        if (asked.containsKey("status") && status == null || event != null && !WebhookEvents.ALL.contains(event)) {
            return new LogQuery(asked, ALL, "webhooks.wrong-filter");
        }
        var zone = visit.page().zone();
        try {
            var from = AskedDays.start(asked.get("from"), 0, zone);
            var to = AskedDays.start(asked.get("to"), 1, zone);
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
        return asked.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return !asked.isEmpty();
    }

    /** The same query for deliveries older than one. */
    public String olderThan(String path, long id) {
        var words = asked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        return path + "?" + words + "before=" + id + "#log";
    }
}
