package leadhub.notes;

import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import leadhub.tasks.LeadTask;
import leadhub.tasks.NewTask;
import leadhub.tasks.TaskKind;

/** When to get back to a lead after a call, an email or a meeting: in the morning of that day. */
public enum FollowUp {
    TOMORROW(1),
    IN_THREE_DAYS(3),
    IN_A_WEEK(7);

    private final int days;

    FollowUp(int days) {
        this.days = days;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isOne(String word) {
        return Arrays.stream(values()).anyMatch(one -> one.word().equals(word));
    }

    static FollowUp of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** @param now where whoever does it is */
    NewTask task(String title, long userId, ZonedDateTime now) {
        var at = now.toLocalDate().plusDays(days).atTime(LeadTask.MORNING).atZone(now.getZone());
        return new NewTask(TaskKind.TODO, title, at.toLocalDate(), at.toInstant(), null, userId);
    }
}
