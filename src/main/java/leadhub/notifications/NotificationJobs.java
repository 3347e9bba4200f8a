package leadhub.notifications;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import leadhub.jobs.Jobs;
import leadhub.leads.LeadPart;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what is old, and says what is kept of leads. */
@Configuration(proxyBeanMethods = false)
class NotificationJobs {
    static final Duration KEPT = Duration.ofDays(90);

    @Bean
    Task<?> pruneNotifications(NotificationSql sql, Workspaces workspaces, Clock clock) {
        return Jobs.every(
                Duration.ofHours(1),
                "prune-notifications",
                () -> workspaces.each(id -> sql.forget(id, Times.now(clock).minus(KEPT), Notification.MOST)));
    }

    /** They tell what happened; the names in them go with the person. */
    @Bean
    LeadPart notificationsPart() {
        return new LeadPart(
                "notifications", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
