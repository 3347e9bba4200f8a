package leadhub.tasks.pages;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.tasks.LeadTask;
import org.jspecify.annotations.Nullable;

/**
 * When tasks are due, as somebody sees it.
 *
 * @param zone theirs
 */
public record TaskDays(Instant now, ZoneId zone) {

    /** How urgent a task is. */
    public enum Section {
        OVERDUE,
        TODAY,
        TOMORROW,
        /** Until Sunday. */
        THIS_WEEK,
        LATER,
        NO_DATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /** The day that it is due: a moment's is the reader's, a day without a time is the same everywhere. */
    public @Nullable LocalDate day(LeadTask task) {
        return task.hasTime() && task.dueAt() != null ? LocalDate.ofInstant(task.dueAt(), zone) : task.dueOn();
    }

    public boolean isOverdue(LeadTask task) {
        var day = day(task);
        if (task.doneAt() != null || day == null) {
            return false;
        }
        return task.hasTime() && task.dueAt() != null ? task.dueAt().isBefore(now) : day.isBefore(today());
    }

    public boolean isToday(LeadTask task) {
        return today().equals(day(task));
    }

    Section of(LeadTask task) {
        var day = day(task);
        if (day == null) {
            return Section.NO_DATE;
        }
        if (isOverdue(task)) {
            return Section.OVERDUE;
        }
        if (!day.isAfter(today())) {
            return Section.TODAY;
        }
        if (day.equals(today().plusDays(1))) {
            return Section.TOMORROW;
        }
        var sunday = today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        return day.isAfter(sunday) ? Section.LATER : Section.THIS_WEEK;
    }

    /** In their order, without those that are empty. */
    Map<Section, List<LeadTask>> sections(List<LeadTask> tasks) {
        var sections = new EnumMap<Section, List<LeadTask>>(Section.class);
        for (var task : tasks) {
            sections.computeIfAbsent(of(task), any -> new ArrayList<>()).add(task);
        }
        return sections;
    }
}
