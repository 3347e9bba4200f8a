package leadhub.tasks.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.panel.Visit;
import leadhub.tasks.LeadTask;
import leadhub.tasks.NewTask;
import leadhub.tasks.TaskChange;
import leadhub.tasks.TaskInput;
import leadhub.tasks.TaskKind;
import org.jspecify.annotations.Nullable;

/** A task as people type it: a day, perhaps with a time, where they are. */
final class TaskForm {
    private static final int MOST_TIME = 8;

    private TaskForm() {}

    static NewTask newTask(Visit visit) {
        var asked = read(visit);
        visit.form().require("title");
        return new NewTask(
                asked.kind().over(TaskKind.TODO),
                asked.title().over(""),
                asked.dueOn().over(null),
                asked.dueAt().over(null),
                asked.reminderMinutes().over(null),
                asked.assignedUserId().over(null));
    }

    static TaskChange read(Visit visit) {
        var form = visit.form();
        var day = day(visit);
        var time = form.text("due_time", MOST_TIME, TaskForm::isTime, Refusal.of("date"))
                .map(text -> text == null ? null : LocalTime.parse(text));
        if (day.isSet() && day.over(null) == null && time.over(null) != null) {
            form.reject("due_on", Refusal.of("required"));
        }
        return new TaskChange(
                TaskInput.kind(form),
                form.solidText("title", LeadTask.MOST_CHARACTERS),
                day,
                moment(day, time, visit.page().zone()),
                TaskInput.reminder(form),
                form.integer("assigned_user_id"),
                Change.keep());
    }

    /** The day alone. */
    static Change<@Nullable LocalDate> day(Visit visit) {
        return visit.form()
                .text("due_on", 10, TaskForm::isDay, Refusal.of("date"))
                .map(text -> text == null ? null : LocalDate.parse(text));
    }

    private static Change<@Nullable Instant> moment(
            Change<@Nullable LocalDate> day, Change<@Nullable LocalTime> time, ZoneId zone) {
        if (!day.isSet() || !time.isSet()) {
            return Change.keep();
        }
        var on = day.over(null);
        var at = time.over(null);
        return Change.set(
                on == null || at == null ? null : on.atTime(at).atZone(zone).toInstant());
    }

    private static boolean isDay(String text) {
        try {
            return text.matches("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
                    && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        return text.matches("([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?");
    }
}
