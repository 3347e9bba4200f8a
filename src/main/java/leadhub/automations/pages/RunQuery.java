package leadhub.automations.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.automations.runs.RunFilter;
import leadhub.automations.runs.RunStatus;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a visitor asks for.
 *
 * @param asked the parameters as given, by name
 * @param isWrong whether a day or a number can't be read
 */
public record RunQuery(Map<String, String> asked, RunFilter filter, boolean isWrong) {
    static RunQuery of(Visit visit) {
        var asked = new LinkedHashMap<String, String>();
        Stream.of("status", "lead", "from", "to")
                .forEach(name -> visit.asked(name)
                        .map(Texts::trim)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> asked.put(name, text)));
        var zone = visit.page().zone();
        try {
            var filter = new RunFilter(
                    RunStatus.ofWord(asked.getOrDefault("status", "")).orElse(null),
                    lead(asked.get("lead")),
                    null,
                    AskedDays.start(asked.get("from"), 0, zone),
                    AskedDays.start(asked.get("to"), 1, zone));
            return new RunQuery(asked, filter, false);
        } catch (DateTimeParseException | NumberFormatException e) {
            return new RunQuery(asked, new RunFilter(null, null, null), true);
        }
    }

    private static @Nullable Long lead(@Nullable String text) {
        return text == null ? null : Long.valueOf(text.startsWith("#") ? text.substring(1) : text);
    }

    public String asked(String name) {
        return asked.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return !asked.isEmpty();
    }

    /** The same query for runs older than one. */
    public String olderThan(String path, long id) {
        var words = asked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        return path + "?" + words + "before=" + id;
    }
}
