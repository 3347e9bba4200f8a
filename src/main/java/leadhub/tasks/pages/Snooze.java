package leadhub.tasks.pages;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import leadhub.tasks.LeadTask;
import leadhub.tasks.TaskChange;

/** To when a task is put off. */
public enum Snooze {
    HOUR,
    TOMORROW,
    MONDAY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Snooze> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** @param now where whoever puts it off is */
    TaskChange from(ZonedDateTime now) {
        var today = now.toLocalDate();
        return switch (this) {
            case HOUR -> at(now.plusHours(1).truncatedTo(ChronoUnit.MINUTES));
            case TOMORROW -> at(today.plusDays(1).atTime(LeadTask.MORNING).atZone(now.getZone()));
            case MONDAY ->
                at(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atTime(LeadTask.MORNING)
                        .atZone(now.getZone()));
        };
    }

    /** To another day, at the same time of the day if it has one. */
    static TaskChange to(LocalDate day, LeadTask task, ZonedDateTime now) {
        if (!task.hasTime() || task.dueAt() == null) {
            return TaskChange.toDue(day, null);
        }
        return at(day.atTime(LocalTime.ofInstant(task.dueAt(), now.getZone())).atZone(now.getZone()));
    }

    private static TaskChange at(ZonedDateTime time) {
        return TaskChange.toDue(time.toLocalDate(), time.toInstant());
    }
}
