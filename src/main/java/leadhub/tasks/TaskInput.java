package leadhub.tasks;

import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** What programs and people say of a task in the same words. */
public final class TaskInput {
    private static final int MOST_KIND = 20;

    private TaskInput() {}

    /** Null is a plain one. */
    public static Change<TaskKind> kind(Input input) {
        return input.text("kind", MOST_KIND, TaskKind::isOne, Refusal.of("in")).map(TaskKind::of);
    }

    /** What is far too long or short is refused by the verb. */
    public static Change<@Nullable Integer> reminder(Input input) {
        return input.integer("reminder_minutes")
                .map(minutes -> minutes == null ? null : (Integer) Math.clamp(minutes, -1, Integer.MAX_VALUE));
    }
}
