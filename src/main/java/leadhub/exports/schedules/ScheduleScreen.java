package leadhub.exports.schedules;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * One scheduled export, as its page shows it.
 *
 * @param files the last ones, newest first
 * @param had the ids of those that the visitor may download
 * @param owner what its owner is called
 */
public record ScheduleScreen(
        ScheduledExport export, ScheduleForm form, List<ExportFile> files, Set<Long> had, String owner) {
    private static final long KIBI = 1 << 10;

    /** All that a visitor sees of them. @param owners what their owners are called, by id */
    public record Listed(List<ScheduledExport> exports, Map<Long, String> owners) {
        public String owner(ScheduledExport one) {
            return owners.getOrDefault(one.wish().userId(), "–");
        }
    }

    public String path() {
        return "/exports/" + export.id();
    }

    public boolean mayHave(ExportFile file) {
        return file.isReady() && had.contains(file.id());
    }

    public boolean isBusy() {
        return !files.isEmpty() && files.getFirst().isUnfinished();
    }

    /** When its files are made, in words. */
    public static String timing(Page page, ScheduledExport one) {
        var timing = one.wish().timing();
        var time = ScheduleForm.time(timing.hour(), page.locale());
        var day = timing.day();
        return page.say(
                "schedules.at." + timing.every().word(),
                time,
                day == null ? ScheduleForm.name(timing.weekday(), page.locale()) : page.number(day));
    }

    /** How large a file is, in words. */
    public static String size(@Nullable Long bytes, Locale locale) {
        var kibi = (bytes == null ? 0 : bytes + KIBI - 1) / KIBI;
        var measure = kibi < KIBI
                ? new Measure(kibi, MeasureUnit.KILOBYTE)
                : new Measure((kibi + KIBI / 2) / KIBI, MeasureUnit.MEGABYTE);
        return MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.SHORT)
                .formatMeasures(measure);
    }
}
