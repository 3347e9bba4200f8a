package leadhub.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.web.input.Input;
import leadhub.web.input.IsoTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads tasks as programs send them. A day without a time ends with its last second where the workspace is. */
@Component
class TaskReader {
    private static final int MOST_TIME = 64;

    private final Clock clock;

    TaskReader(Clock clock) {
        this.clock = clock;
    }

    NewTask newTask(Input input) {
        var change = read(input, null);
        input.require("title");
        input.errors().check();
        return new NewTask(
                change.kind().over(TaskKind.TODO),
                change.title().over(""),
                change.dueOn().over(null),
                change.dueAt().over(null),
                change.reminderMinutes().over(null),
                change.assignedUserId().over(null));
    }

    TaskChange change(Input input, LeadTask before) {
        var change = read(input, before);
        input.errors().check();
        return change;
    }

    private TaskChange read(Input input, @Nullable LeadTask before) {
        var due = input.text("due_at", MOST_TIME);
        var isDay = due.over(null) instanceof String text && IsoTimes.isDate(text);
        var dueAt = time(input, "due_at", due);
        return new TaskChange(
                TaskInput.kind(input),
                input.solidText("title", LeadTask.MOST_CHARACTERS),
                isDay ? dueAt.map(TaskReader::day) : Change.keep(),
                isDay ? Change.set(null) : dueAt,
                TaskInput.reminder(input),
                input.integer("assigned_user_id"),
                doneAt(input, before));
    }

    /** {@code done} says it without a time; one that is done already stays done when it was. */
    private Change<@Nullable Instant> doneAt(Input input, @Nullable LeadTask before) {
        var at = time(input, "done_at", input.text("done_at", MOST_TIME));
        var done = input.bool("done");
        if (at.isSet() || !done.isSet() || before == null) {
            return at;
        }
        if (!Boolean.TRUE.equals(done.over(null))) {
            return Change.set(null);
        }
        return before.doneAt() == null ? Change.set(Times.now(clock)) : Change.keep();
    }

    private static Change<@Nullable Instant> time(Input input, String field, Change<@Nullable String> sent) {
        return sent.map(text -> text == null
                ? null
                : IsoTimes.read(text)
                        .map(time -> time.truncatedTo(ChronoUnit.MICROS))
                        .orElseGet(() -> input.reject(field, Refusal.of("date"))));
    }

    private static @Nullable LocalDate day(@Nullable Instant start) {
        return start == null ? null : LocalDate.ofInstant(start, ZoneOffset.UTC);
    }
}
