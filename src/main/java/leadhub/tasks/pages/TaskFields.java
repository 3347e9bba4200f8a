package leadhub.tasks.pages;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.panel.FormErrors;
import leadhub.panel.Page;
import leadhub.tasks.LeadTask;
import leadhub.tasks.TaskKind;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a task in a form.
 *
 * @param form its name
 * @param task null for a new one
 * @param worker who has it now, where that is nobody of the workers
 */
public record TaskFields(
        String form,
        @Nullable LeadTask task,
        List<User> workers,
        @Nullable String worker,
        TaskDays days,
        FormErrors mistake) {
    private static final List<Integer> REMINDERS = List.of(5, 15, 30, 60, 120, 1_440);
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    public boolean isWrong(String field) {
        return mistake.isAt(form, field);
    }

    public boolean isWrong() {
        return mistake.form().equals(form);
    }

    public String title() {
        return mistake.typed(form, "title", task == null ? "" : task.title());
    }

    public String kind() {
        return mistake.typed(form, "kind", (task == null ? TaskKind.TODO : task.kind()).word());
    }

    public String dueOn() {
        var day = task == null ? null : days.day(task);
        return mistake.typed(form, "due_on", day == null ? "" : day.toString());
    }

    public String dueTime() {
        var at = task == null || !task.hasTime() ? null : task.dueAt();
        var time = at == null ? null : LocalTime.ofInstant(at, days.zone()).truncatedTo(ChronoUnit.MINUTES);
        return mistake.typed(form, "due_time", time == null ? "" : time.toString());
    }

    /** Who has it; of a new one whoever adds it. */
    public String worker(Page page) {
        var usual = Long.toString(page.visitor().userId());
        var present = task == null
                ? usual
                : Objects.requireNonNullElse(task.assignedUserId(), "").toString();
        return mistake.typed(form, "assigned_user_id", present);
    }

    /** The usual ones, and what programs may have chosen. */
    public List<Integer> reminders() {
        var own = task == null ? null : task.reminderMinutes();
        return Stream.concat(REMINDERS.stream(), Stream.ofNullable(own))
                .distinct()
                .sorted()
                .toList();
    }

    public String reminder() {
        var minutes = task == null ? null : task.reminderMinutes();
        return mistake.typed(form, "reminder_minutes", minutes == null ? "" : minutes.toString());
    }

    /** How long before that is. */
    public static String before(Page page, int minutes) {
        if (minutes % DAY == 0) {
            return page.say("tasks.remind.days", minutes / DAY);
        }
        return minutes % HOUR == 0
                ? page.say("tasks.remind.hours", minutes / HOUR)
                : page.say("tasks.remind.minutes", minutes);
    }
}
