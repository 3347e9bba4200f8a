package leadhub.automations.pages;

import java.time.format.DateTimeParseException;
import leadhub.automations.runs.RunFilter;
import leadhub.automations.runs.RunStatus;
import leadhub.panel.AskedFilter;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a visitor asks for.
 *
 * @param isWrong whether a day or a number can't be read
 */
public record RunQuery(AskedFilter asked, RunFilter filter, boolean isWrong) {
    static RunQuery of(Visit visit) {
        var asked = AskedFilter.of(visit, "status", "lead", "from", "to");
        var zone = visit.page().zone();
        try {
            var filter = new RunFilter(
                    RunStatus.ofWord(asked.shown("status")).orElse(null),
                    lead(asked.find("lead")),
                    null,
                    AskedDays.start(asked.find("from"), 0, zone),
                    AskedDays.start(asked.find("to"), 1, zone));
            return new RunQuery(asked, filter, false);
        } catch (DateTimeParseException | NumberFormatException e) {
            return new RunQuery(asked, new RunFilter(null, null, null), true);
        }
    }

    private static @Nullable Long lead(@Nullable String text) {
        return text == null ? null : Long.valueOf(text.startsWith("#") ? text.substring(1) : text);
    }

    public String asked(String name) {
        return asked.shown(name);
    }

    public boolean isFiltered() {
        return !asked.isEmpty();
    }

    /** The same query for runs older than one. */
    public String olderThan(String path, long id) {
        return asked.olderThan(path, id);
    }
}
