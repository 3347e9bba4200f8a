package leadhub.tasks;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.base.Times;
import leadhub.jobs.Jobs;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people of their tasks when those are due and when they want to be reminded, once for each time. */
@Service
public class DueTasks {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** What was due before nobody looked for a day isn't news any more. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final int MOST = 1_000;

    private final DueTaskSql sql;
    private final Notifications notifications;
    private final Workspaces workspaces;
    private final Clock clock;

    DueTasks(DueTaskSql sql, Notifications notifications, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.notifications = notifications;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** In one workspace. */
    @Transactional
    public void tell(long workspaceId) {
        var now = Times.now(clock);
        var due = sql.becomeDue(workspaceId, now.minus(NEWS), now, MOST);
        var soon = sql.becomeReminded(workspaceId, now.minus(NEWS), now, MOST);
        if (due.isEmpty() && soon.isEmpty()) {
            return;
        }
        var news = Stream.concat(
                due.stream().map(task -> news(task, "task_due")),
                soon.stream().map(task -> news(task, "task_reminder")));
        notifications.tell(workspaces.caller(workspaceId, Actor.system("tasks")), news.toList());
    }

    private static NewNotification news(LeadTask task, String message) {
        return NewNotification.ofLead(
                Objects.requireNonNull(task.assignedUserId()),
                NotificationKind.TASK_DUE,
                task.leadId(),
                message,
                task.title());
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class DueTaskJobs {
        @Bean
        Task<?> tellOfDueTasks(DueTasks due, Workspaces workspaces) {
            return Jobs.every(PAUSE, "tell-of-due-tasks", () -> workspaces.each(due::tell));
        }
    }
}
