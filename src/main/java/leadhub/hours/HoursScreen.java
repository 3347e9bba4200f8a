package leadhub.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Refusal;
import leadhub.panel.FormErrors;
import leadhub.panel.RegionChoices.Choice;

/**
 * The model of Settings → Business hours.
 *
 * @param times what stands in the fields of the week
 * @param next the holidays that come next in the region
 */
public record HoursScreen(
        BusinessHours hours,
        Map<String, String> times,
        List<Choice> regions,
        List<Holidays.Named> next,
        State state,
        FormErrors mistake) {
    static final String WEEK = "week";
    static final String CLOSURE = "closure";
    /** So that there can be a break. */
    public static final int SHIFTS_A_DAY = 2;

    /** Now, and when somebody works next; the same if somebody does now. */
    public record State(Instant now, Instant nextOpen) {
        public boolean isOpen() {
            return now.equals(nextOpen);
        }
    }

    public List<DayOfWeek> days() {
        return List.of(DayOfWeek.values());
    }

    public String name(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    /** The beginning of the names of a shift's fields. */
    public static String field(DayOfWeek day, int number) {
        return Shift.word(day) + number;
    }

    public String time(String field) {
        return mistake.typed(WEEK, field, times.getOrDefault(field, ""));
    }

    public String region() {
        return mistake.typed(WEEK, "region", Objects.requireNonNullElse(hours.region(), ""));
    }

    public boolean isWrong(String field) {
        return mistake.isAt(WEEK, field);
    }

    public boolean isClosureWrong(String field) {
        return mistake.isAt(CLOSURE, field);
    }

    public String typedClosure(String field) {
        return mistake.typed(CLOSURE, field, "");
    }

    public List<Refusal> problem(String field) {
        return mistake.problem(field);
    }

    /** What tells a closure from the others. */
    public static String key(Closure closure) {
        return closure.from() + "/" + closure.to();
    }
}
