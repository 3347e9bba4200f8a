package leadhub.webhooks.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.panel.Visit;
import leadhub.web.input.Texts;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.LogFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a visitor asks for.
 *
 * @param asked the parameters as given, by name
 * @param isWrong whether a day can't be read
 */
public record LogQuery(Map<String, String> asked, LogFilter filter, boolean isWrong) {

    static LogQuery of(Visit visit) {
        var asked = new LinkedHashMap<String, String>();
        Stream.of("status", "event", "from", "to")
                .forEach(name -> visit.asked(name)
                        .map(Texts::trim)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> asked.put(name, text)));
        var zone = visit.page().zone();
        try {
            var filter = new LogFilter(
                    status(asked.get("status")),
                    asked.get("event"),
                    start(asked.get("from"), 0, zone),
                    start(asked.get("to"), 1, zone));
            return new LogQuery(asked, filter, false);
        } catch (DateTimeParseException e) {
            return new LogQuery(asked, new LogFilter(null, null, null, null), true);
        }
    }

    private static @Nullable DeliveryStatus status(@Nullable String word) {
        return Arrays.stream(DeliveryStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** The first instant of a day where the visitor is, or of a day after it; null where no day is asked for. */
    static @Nullable Instant start(@Nullable String text, int daysLater, ZoneId zone) {
        if (text == null) {
            return null;
        }
        var day = LocalDate.parse(text);
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new DateTimeParseException("The year is out of range.", text, 0);
        }
        return day.plusDays(daysLater).atStartOfDay(zone).toInstant();
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
