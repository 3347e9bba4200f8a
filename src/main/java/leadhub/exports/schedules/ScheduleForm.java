package leadhub.exports.schedules;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.exports.ExportChoices;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a scheduled export, a new one or one that is there.
 *
 * @param id 0 for a new one
 * @param query which leads, in what order
 * @param fields what stands in its fields
 * @param errors what is wrong with what was sent
 */
public record ScheduleForm(
        long id, String query, ExportChoices choices, Map<String, String> fields, FormErrors errors) {
    static final String NAME = "schedule";
    private static final int HOURS = 24;
    private static final int DAYS = 31;

    /** A new one, at the beginning of the working day. */
    static ScheduleForm of(String query) {
        var fields = Map.of("every", "weekly", "weekday", "mon", "day", "1", "hour", "7");
        return new ScheduleForm(0, query, ExportChoices.USUAL, fields, FormErrors.NONE);
    }

    static ScheduleForm of(ScheduledExport one) {
        var terms = one.wish().terms();
        var timing = one.wish().timing();
        var weekday = timing.weekday();
        var day = timing.day();
        var delimiter = terms.delimiter() == '\t' ? "tab" : Character.toString(terms.delimiter());
        return new ScheduleForm(
                one.id(),
                terms.query(),
                new ExportChoices(terms.format().extension(), delimiter, terms.columns()),
                Map.of(
                        "name",
                        one.wish().name(),
                        "every",
                        timing.every().word(),
                        "weekday",
                        weekday == null ? "mon" : Timing.word(weekday),
                        "day",
                        day == null ? "1" : Integer.toString(day),
                        "hour",
                        Integer.toString(timing.hour())),
                FormErrors.NONE);
    }

    ScheduleForm with(ExportChoices chosen, FormErrors mistake) {
        return new ScheduleForm(id, query, chosen, fields, mistake);
    }

    public boolean isNew() {
        return id == 0;
    }

    public String action() {
        return isNew() ? "/exports" : "/exports/" + id;
    }

    public String typed(String field) {
        return errors.typed(NAME, field, fields.getOrDefault(field, ""));
    }

    public boolean isWrong(String field) {
        return errors.isAt(NAME, field);
    }

    public List<Refusal> problem(String field) {
        return errors.problem(field);
    }

    /** Whether something is wrong that stands in no field. */
    public boolean isRefused() {
        return isWrong("query");
    }

    public List<Timing.Every> every() {
        return List.of(Timing.Every.values());
    }

    public List<DayOfWeek> weekdays() {
        return List.of(DayOfWeek.values());
    }

    public static String word(DayOfWeek day) {
        return Timing.word(day);
    }

    public static String name(@Nullable DayOfWeek day, Locale locale) {
        return day == null ? "" : day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    public int hours() {
        return HOURS;
    }

    public int days() {
        return DAYS;
    }

    /** A full hour as people write it. */
    public static String time(int hour, Locale locale) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(LocalTime.of(hour, 0));
    }
}
