package leadhub.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

    NewTask newTask(Input input, ZoneId zone) {
        var change = read(input, null, zone);
        input.require("title");
        input.errors().check();
        return new NewTask(
                change.title().over(""),
                null,
                change.dueAt().over(null),
                change.assignedUserId().over(null));
    }

    TaskChange change(Input input, LeadTask before, ZoneId zone) {
        var change = read(input, before, zone);
        input.errors().check();
        return change;
    }

    private TaskChange read(Input input, @Nullable LeadTask before, ZoneId zone) {
        var title = input.solidText("title", LeadTask.MOST_CHARACTERS);
        var due = input.text("due_at", MOST_TIME);
        var isDay = due.over(null) instanceof String text && IsoTimes.isDate(text);
        var dueAt = time(input, "due_at", due);
        return new TaskChange(
                title,
                Change.keep(),
                isDay ? dueAt.map(start -> end(start, zone)) : dueAt,
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

    private static @Nullable Instant end(@Nullable Instant start, ZoneId zone) {
        return start == null
                ? null
                : Due.day(LocalDate.ofInstant(start, ZoneOffset.UTC), zone).at();
    }
}
