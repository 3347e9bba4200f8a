package leadhub.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.panel.Visit;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's query of the audit log.
 *
 * @param asked the parameters as given, by name
 * @param isWrong whether a day can't be read
 */
public record AuditQuery(Map<String, String> asked, AuditFilter filter, boolean isWrong) {

    static AuditQuery of(Visit visit) {
        var asked = new LinkedHashMap<String, String>();
        Stream.of("action", "who", "from", "to")
                .forEach(name -> visit.asked(name)
                        .map(Texts::trim)
                        .filter(text -> !text.isEmpty() && Texts.isSound(text))
                        .ifPresent(text -> asked.put(name, text)));
        var zone = visit.page().zone();
        try {
            var filter = new AuditFilter(
                    asked.get("action"),
                    asked.get("who"),
                    start(asked.get("from"), 0, zone),
                    start(asked.get("to"), 1, zone));
            return new AuditQuery(asked, filter, false);
        } catch (DateTimeParseException e) {
            return new AuditQuery(asked, new AuditFilter(null, null, null, null), true);
        }
    }

    /** The first instant of a day where the visitor is, or of a day after it. */
    private static @Nullable Instant start(@Nullable String text, int daysLater, ZoneId zone) {
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

    /** A path with the same query. */
    public String at(String path) {
        return asked.isEmpty() ? path : path + "?" + words();
    }

    /** The same query for entries older than one. */
    public String olderThan(long id) {
        return "/settings/audit?" + (asked.isEmpty() ? "" : words() + "&") + "before=" + id;
    }

    private String words() {
        return asked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
